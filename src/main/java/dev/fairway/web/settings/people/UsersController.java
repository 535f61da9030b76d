package dev.fairway.web.settings.people;

import dev.fairway.access.Access;
import dev.fairway.access.Grants;
import dev.fairway.access.People;
import dev.fairway.access.Person;
import dev.fairway.access.Principal;
import dev.fairway.access.Principal.Role;
import dev.fairway.access.policy.Resource;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.web.access.Needs;
import dev.fairway.web.security.RememberedFailure;
import dev.fairway.web.view.ProblemStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Users: who there is, with which role and from where, and how they come in. */
@Controller
@RequestMapping("/settings/users")
class UsersController {

    private final People people;
    private final Access access;
    private final Grants grants;
    private final Clock clock;

    UsersController(People people, Access access, Grants grants, Clock clock) {
        this.people = people;
        this.access = access;
        this.grants = grants;
        this.clock = clock;
    }

    @ModelAttribute("roles")
    List<String> roles() {
        return Arrays.stream(Role.values())
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    @GetMapping
    @Needs(resource = Resource.ACCOUNTS, action = "get", on = Needs.On.INSTALLATION)
    String all(@AuthenticationPrincipal Principal principal, Model model) {
        Instant now = clock.instant();
        model.addAttribute(
                "users",
                people.all().stream()
                        .map(person -> UserRow.of(person, principal, now))
                        .toList());
        return "settings/users";
    }

    @PostMapping
    @Needs(resource = Resource.ACCOUNTS, action = "update", on = Needs.On.INSTALLATION)
    String make(
            @RequestParam String name,
            @RequestParam String role,
            @AuthenticationPrincipal Principal principal,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            people.make(name.strip(), role(role), principal.actor());
        } catch (ProblemException refused) {
            RememberedFailure.remember(request, refused);
            response.setStatus(ProblemStatus.of(refused.problem()).value());
            model.addAttribute("failure", refused.problem().message());
            model.addAttribute("tried", name);
            return all(principal, model);
        }
        return "redirect:" + UserRow.address(name.strip());
    }

    @GetMapping("/{name}")
    @Needs(resource = Resource.ACCOUNTS, action = "get", on = Needs.On.INSTALLATION)
    String one(@PathVariable String name, @AuthenticationPrincipal Principal principal, Model model) {
        Set<String> groups = people.groupsOf(name);
        model.addAttribute("user", UserRow.of(require(name), principal, clock.instant()));
        model.addAttribute("groups", groups.stream().sorted().toList());
        model.addAttribute("held", Held.of(name, groups, grants.all()));
        return "settings/user";
    }

    @PostMapping("/{name}/role")
    @Needs(resource = Resource.ACCOUNTS, action = "update", on = Needs.On.INSTALLATION)
    String role(@PathVariable String name, @RequestParam String role, @AuthenticationPrincipal Principal principal) {
        people.setRole(name, role(role), principal);
        return back(name);
    }

    @PostMapping("/{name}/disable")
    @Needs(resource = Resource.ACCOUNTS, action = "update", on = Needs.On.INSTALLATION)
    String disable(@PathVariable String name, @AuthenticationPrincipal Principal principal) {
        people.disable(name, principal);
        return back(name);
    }

    @PostMapping("/{name}/enable")
    @Needs(resource = Resource.ACCOUNTS, action = "update", on = Needs.On.INSTALLATION)
    String enable(@PathVariable String name, @AuthenticationPrincipal Principal principal) {
        people.enable(name, principal);
        return back(name);
    }

    @PostMapping("/{name}/sign-out")
    @Needs(resource = Resource.ACCOUNTS, action = "update", on = Needs.On.INSTALLATION)
    String signOut(@PathVariable String name, @AuthenticationPrincipal Principal principal) {
        people.signOut(name, principal.actor());
        return back(name);
    }

    /** Not a redirect: the link is in this one answer and nowhere else. */
    @PostMapping("/{name}/link")
    @Needs(resource = Resource.ACCOUNTS, action = "update", on = Needs.On.INSTALLATION)
    String link(
            @PathVariable String name,
            @AuthenticationPrincipal Principal principal,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        String code = access.issueLink(require(name).name(), principal.actor());
        String link = ServletUriComponentsBuilder.fromContextPath(request)
                .path("/sign-in/link")
                .queryParam("code", code)
                .toUriString();
        response.setHeader("Cache-Control", "no-store");
        model.addAttribute(
                "secret",
                new Secret(
                        "One-time link for " + name,
                        link,
                        "It works once, within twelve hours. Send it to them in a way that nobody else reads; it is not shown again."));
        return one(name, principal, model);
    }

    @PostMapping("/{name}/password")
    @Needs(resource = Resource.ACCOUNTS, action = "update", on = Needs.On.INSTALLATION)
    String password(
            @PathVariable String name,
            @RequestParam String password,
            @AuthenticationPrincipal Principal principal,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            access.setPassword(require(name).name(), password, principal.actor());
        } catch (ProblemException refused) {
            RememberedFailure.remember(request, refused);
            response.setStatus(ProblemStatus.of(refused.problem()).value());
            model.addAttribute("failure", refused.problem().message());
            return one(name, principal, model);
        }
        return back(name);
    }

    private Person require(String name) {
        return people.find(name)
                .orElseThrow(() -> Problem.stalled("NotFound", "There is no user called %s.".formatted(name))
                        .asException());
    }

    private static String back(String name) {
        return "redirect:" + UserRow.address(name);
    }

    private static Role role(String word) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() ->
                        Problem.stalled("RoleUnknown", "There is no such role.").asException());
    }
}
