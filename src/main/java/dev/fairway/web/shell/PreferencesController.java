package dev.fairway.web.shell;

import dev.fairway.web.access.SignedIn;
import dev.fairway.web.view.LocalAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Theme and keys, kept in the browser; and the page that holds what a phone's bar has no room for. */
@Controller
class PreferencesController {

    /** The shortcuts as a page, for whoever has no scripts or wants to keep it open. */
    @GetMapping("/keys")
    @SignedIn
    String keys() {
        return "shell/keys";
    }

    @GetMapping("/more")
    @SignedIn
    String more() {
        return "shell/more";
    }

    @PostMapping("/preferences/theme")
    @SignedIn
    String theme(
            @RequestParam String theme,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        String chosen = Theme.of(theme).getKey();
        response.addHeader(
                HttpHeaders.SET_COOKIE, Preferences.THEME.kept(chosen, request).toString());
        return "redirect:" + LocalAddress.of(back);
    }

    /** An unchecked box sends nothing. */
    @PostMapping("/preferences/keys")
    @SignedIn
    String keys(
            @RequestParam(defaultValue = "off") String keys,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        String chosen = keys.equals("on") ? "on" : "off";
        response.addHeader(
                HttpHeaders.SET_COOKIE, Preferences.KEYS.kept(chosen, request).toString());
        return "redirect:" + LocalAddress.of(back);
    }
}
