package dev.fairway.web.settings.people;

import dev.fairway.access.Access;
import dev.fairway.access.People;
import dev.fairway.access.Person;
import dev.fairway.access.Principal;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.security.RememberedFailure;
import dev.fairway.web.signin.OpenedSession;
import dev.fairway.web.view.ProblemStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One's own password. Every other session ends with the old one. */
@Controller
@RequestMapping("/settings/password")
class OwnPassword {

    private final Access access;
    private final People people;
    private final OpenedSession sessions;

    OwnPassword(Access access, People people, OpenedSession sessions) {
        this.access = access;
        this.people = people;
        this.sessions = sessions;
    }

    @GetMapping
    @SignedIn
    String page(@AuthenticationPrincipal Principal principal, Model model) {
        Person person = people.find(principal.user())
                .orElseThrow(() -> Problem.stalled("NotFound", "There is no such user any more.")
                        .asException());
        model.addAttribute("local", person.kind() == Person.Kind.LOCAL && access.isLocal());
        model.addAttribute("known", person.hasPassword());
        return "settings/password";
    }

    @PostMapping
    @SignedIn
    String change(
            @RequestParam(defaultValue = "") String current,
            @RequestParam String password,
            @AuthenticationPrincipal Principal principal,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            requirePerson(principal, current, request);
            access.setPassword(principal.user(), password, principal.actor());
            sessions.open(principal, request, response);
        } catch (ProblemException refused) {
            RememberedFailure.remember(request, refused);
            response.setStatus(ProblemStatus.of(refused.problem()).value());
            model.addAttribute("failure", refused.problem().message());
            return page(principal, model);
        }
        return "redirect:/settings/password?saved";
    }

    /** A browser left open is not enough to take somebody's account over. */
    private void requirePerson(Principal principal, String current, HttpServletRequest request) {
        if (principal.actor().kind() != Actor.Kind.PERSON) {
            throw Problem.stalled("PersonNeeded", "A token cannot change a password. Sign in yourself.")
                    .asException();
        }
        if (access.hasPassword(principal.user())
                && access.byPassword(principal.user(), current, request.getRemoteAddr())
                        .isEmpty()) {
            throw Problem.stalled(
                            "PasswordRefused",
                            "The current password is wrong, or there were too many tries. Wait five minutes.")
                    .asException();
        }
    }
}
