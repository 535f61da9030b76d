package dev.fairway.web.shell;

import dev.fairway.access.Principal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** What the frame around every page shows. Templates reach it as {@code @shell}. */
@Component("shell")
public class Shell {

    private final boolean sandbox;
    private final Navigation navigation;
    private final HttpServletRequest request;

    Shell(Environment environment, Navigation navigation, HttpServletRequest request) {
        this.sandbox = Arrays.asList(environment.getActiveProfiles()).contains("sandbox");
        this.navigation = navigation;
        this.request = request;
    }

    public boolean isSandbox() {
        return sandbox;
    }

    public List<Destination> getDestinations() {
        return navigation.destinations();
    }

    /** The name of who is signed in, empty for nobody. */
    public String getUser() {
        return principal().map(Principal::user).orElse("");
    }

    public String getRole() {
        return principal()
                .map(principal -> principal.role().name().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    public String getInitials() {
        String user = getUser();
        return user.substring(0, Math.min(2, user.length())).toUpperCase(Locale.ROOT);
    }

    public Theme getTheme() {
        return Theme.of(Preferences.THEME.of(request));
    }

    public Theme[] getThemes() {
        return Theme.values();
    }

    /** Whether single letters are shortcuts. */
    public boolean isKeys() {
        return !Preferences.KEYS.of(request).equals("off");
    }

    /** The address of the page that is shown, for forms that lead back to it. */
    public String getAddress() {
        return Stream.of(Optional.of(request.getRequestURI()), Optional.ofNullable(request.getQueryString()))
                .flatMap(Optional::stream)
                .reduce((path, query) -> path + "?" + query)
                .orElse("/");
    }

    private static Optional<Principal> principal() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Principal principal
                ? Optional.of(principal)
                : Optional.empty();
    }
}
