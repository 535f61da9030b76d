package dev.fairway.web.settings;

import dev.fairway.resource.Problem;
import dev.fairway.web.access.SignedIn;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /settings} is the first page of them that one may see. */
@Controller
class SettingsController {

    private final SettingsTabs tabs;

    SettingsController(SettingsTabs tabs) {
        this.tabs = tabs;
    }

    @GetMapping("/settings")
    @SignedIn
    String first() {
        return tabs.getVisible().stream()
                .findFirst()
                .map(tab -> "redirect:" + tab.href())
                .orElseThrow(() -> Problem.stalled("NotFound", "There are no settings here yet.")
                        .asException());
    }
}
