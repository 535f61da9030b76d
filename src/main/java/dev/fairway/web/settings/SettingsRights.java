package dev.fairway.web.settings;

import dev.fairway.access.Principal;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Whether somebody may change settings of the whole installation, as the pages show it. */
@Component
public class SettingsRights {

    /** Why not, for the person who sees it; empty if they may. */
    public String refusal(Principal who) {
        return who.role().includes(Principal.Role.ADMIN)
                ? ""
                : "This needs the role admin; yours is %s. Ask an administrator for it."
                        .formatted(who.role().name().toLowerCase(Locale.ROOT));
    }
}
