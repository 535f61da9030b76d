package dev.fairway.web.settings;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.web.shell.Answered;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The tabs that whoever is signed in is shown. Templates reach it as {@code @settingsTabs}. */
@Component("settingsTabs")
public class SettingsTabs {

    private final Answered answered;
    private final Rights rights;

    SettingsTabs(Answered answered, Rights rights) {
        this.answered = answered;
        this.rights = rights;
    }

    public List<SettingsTab> getVisible() {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        return known != null && known.getPrincipal() instanceof Principal principal ? visible(principal) : List.of();
    }

    private List<SettingsTab> visible(Principal principal) {
        return SettingsTab.ALL.stream()
                .filter(tab -> answered.answers(tab.href()))
                .filter(tab -> tab.reads()
                        .map(resource -> rights.isPossibleSomewhere(principal, resource, "get"))
                        .orElse(true))
                .toList();
    }
}
