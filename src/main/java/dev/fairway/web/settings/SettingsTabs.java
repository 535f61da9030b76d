package dev.fairway.web.settings;

import dev.fairway.access.Policies;
import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.web.settings.SettingsTab.Audience;
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
        this.rights = rights;
        this.answered = answered;
    }

    public List<SettingsTab> getVisible() {
        boolean administrator = isAdministrator();
        return SettingsTab.ALL.stream()
                .filter(tab -> administrator || tab.audience() == Audience.EVERYONE)
                .filter(tab -> answered.answers(tab.href()))
                .toList();
    }

    private boolean isAdministrator() {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        return known != null
                && known.getPrincipal() instanceof Principal principal
                && rights.decide(principal, Policies.READ).isAllowed();
    }
}
