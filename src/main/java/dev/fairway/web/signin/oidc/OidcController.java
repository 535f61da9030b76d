package dev.fairway.web.signin.oidc;

import dev.fairway.web.access.Open;
import dev.fairway.web.signin.SignInProblem;
import dev.fairway.web.view.LocalAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The button of the sign-in page. It asks first whether the provider is there, so that one who is away is a sentence and not an error. */
@Controller
class OidcController {

    private final OidcSettings settings;
    private final Provider provider;

    OidcController(OidcSettings settings, Provider provider) {
        this.settings = settings;
        this.provider = provider;
    }

    @GetMapping("/sign-in/oidc")
    @Open
    String start(@RequestParam(defaultValue = "/") String next) {
        String back = "next=" + URLEncoder.encode(LocalAddress.of(next), StandardCharsets.UTF_8);
        if (!settings.isOn()) {
            return "redirect:/sign-in?" + back;
        }
        return provider.isReachable()
                ? "redirect:/sign-in/with/" + Provider.ID + "?" + back
                : "redirect:/sign-in?problem=" + SignInProblem.UNREACHABLE.word() + "&" + back;
    }
}
