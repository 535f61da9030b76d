package dev.fairway.web.signin;

import dev.fairway.access.Access;
import dev.fairway.access.Principal;
import dev.fairway.web.access.Open;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.security.SessionCookie;
import dev.fairway.web.view.LocalAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The only page an anonymous visitor sees. */
@Controller
class SignInController {

    private final Access access;

    SignInController(Access access) {
        this.access = access;
    }

    @GetMapping("/sign-in")
    @Open
    String page(@RequestParam(defaultValue = "/") String next, Model model) {
        model.addAttribute("next", LocalAddress.of(next));
        return "sign-in/page";
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
            model.addAttribute("next", LocalAddress.of(next));
            model.addAttribute(
                    "failure", "The name or the password is wrong, or there were too many tries. Wait five minutes.");
            return "sign-in/page";
        }
        open(principal.get(), request, response);
        return "redirect:" + LocalAddress.of(next);
    }

    /** The one-time link that is printed at start. The page asks first: a link preview must not use it up. */
    @GetMapping("/sign-in/link")
    @Open
    String link(@RequestParam String code, Model model) {
        model.addAttribute("code", code);
        return "sign-in/link";
    }

    @PostMapping("/sign-in/link")
    @Open
    String redeem(@RequestParam String code, HttpServletRequest request, HttpServletResponse response, Model model) {
        Optional<Principal> principal = access.redeemLink(code);
        if (principal.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            model.addAttribute("next", "/");
            model.addAttribute(
                    "failure", "This link was used already or is too old. Start Fairway again for a new one.");
            return "sign-in/page";
        }
        open(principal.get(), request, response);
        return "redirect:/";
    }

    @PostMapping("/sign-out")
    @SignedIn
    String signOut(HttpServletRequest request, HttpServletResponse response) {
        Optional.ofNullable(request.getCookies()).stream()
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(SessionCookie.nameFor(request)))
                .forEach(cookie -> access.closeSession(cookie.getValue()));
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                SessionCookie.of(request, "", Duration.ZERO).toString());
        return "redirect:/sign-in";
    }

    private void open(Principal principal, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                SessionCookie.of(request, access.openSession(principal), Access.SESSION_LENGTH)
                        .toString());
    }
}
