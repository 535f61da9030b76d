package dev.fairway.web.signin;

import dev.fairway.access.Access;
import dev.fairway.access.Principal;
import dev.fairway.web.access.Open;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.security.Presence;
import dev.fairway.web.view.LocalAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The only pages an anonymous visitor sees. Whichever way one comes in, one arrives where one wanted to go. */
@Controller
class SignInController {

    private final Access access;
    private final Doors doors;
    private final OpenedSession sessions;

    SignInController(Access access, Doors doors, OpenedSession sessions) {
        this.access = access;
        this.doors = doors;
        this.sessions = sessions;
    }

    /** @param problem why the last try did not work, one of {@link SignInProblem} */
    @GetMapping("/sign-in")
    @Open
    String page(
            @RequestParam(defaultValue = "/") String next,
            @RequestParam(defaultValue = "") String problem,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        WayBack.remember(LocalAddress.of(next), request, response);
        return form(next, SignInProblem.text(problem), model);
    }

    @PostMapping("/sign-in")
    @Open
    String signIn(
            @RequestParam String user,
            @RequestParam String password,
            @RequestParam(defaultValue = "/") String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<Principal> principal = access.byPassword(user, password, request.getRemoteAddr());
        if (principal.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return form(next, SignInProblem.PASSWORD.text(), model);
        }
        sessions.open(principal.get(), request, response);
        return "redirect:" + LocalAddress.of(next);
    }

    /** The one-time link. The page asks first: a preview of the link must not use it up. */
    @GetMapping("/sign-in/link")
    @Open
    String link(@RequestParam String code, Model model) {
        model.addAttribute("code", code);
        return "sign-in/link";
    }

    @PostMapping("/sign-in/link")
    @Open
    String redeem(@RequestParam String code, HttpServletRequest request, HttpServletResponse response, Model model) {
        String next = WayBack.of(request);
        Optional<Principal> principal = access.redeemLink(code);
        if (principal.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            return form(next, SignInProblem.LINK.text(), model);
        }
        sessions.open(principal.get(), request, response);
        return "redirect:" + next;
    }

    /** For pages that stand open: asking keeps no session alive. */
    @GetMapping("/sign-in/state")
    @Open
    ResponseEntity<Void> state(@AuthenticationPrincipal @Nullable Principal principal) {
        return ResponseEntity.status(principal == null ? HttpStatus.UNAUTHORIZED : HttpStatus.NO_CONTENT)
                .header("Cache-Control", "no-store")
                .build();
    }

    @PostMapping("/sign-out")
    @SignedIn
    String signOut(HttpServletRequest request, HttpServletResponse response) {
        Presence.session(request).ifPresent(access::closeSession);
        sessions.forget(request, response);
        return "redirect:/sign-in";
    }

    private String form(String next, String failure, Model model) {
        model.addAttribute("next", LocalAddress.of(next));
        model.addAttribute("failure", failure);
        model.addAttribute("doors", doors);
        return "sign-in/page";
    }
}
