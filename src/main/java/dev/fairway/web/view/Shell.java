package dev.fairway.web.view;

import dev.fairway.access.Principal;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.core.env.Environment;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** What the frame around every page shows. Templates reach it as {@code @shell}. */
@Component("shell")
public class Shell {

    private final boolean sandbox;

    Shell(Environment environment) {
        this.sandbox = Arrays.asList(environment.getActiveProfiles()).contains("sandbox");
    }

    public boolean isSandbox() {
        return sandbox;
    }

    /** The name of who is signed in, empty for nobody. */
    public String getUser() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Principal principal
                ? principal.user()
                : "";
    }

    public String getInitials() {
        String user = getUser();
        return user.substring(0, Math.min(2, user.length())).toUpperCase(Locale.ROOT);
    }
}
