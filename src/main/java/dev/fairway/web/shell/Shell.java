package dev.fairway.web.shell;

import dev.fairway.access.Announcements;
import dev.fairway.access.Principal;
import dev.fairway.access.SavedView;
import dev.fairway.access.SavedViews;
import dev.fairway.access.policy.Resource;
import dev.fairway.audit.AuditTrail;
import dev.fairway.reconciliation.AutomationControl;
import dev.fairway.resource.ApplicationName;
import dev.fairway.web.access.Permit;
import dev.fairway.web.access.Permits;
import dev.fairway.web.catalog.Catalog;
import dev.fairway.web.catalog.Entry;
import dev.fairway.web.catalog.Order;
import dev.fairway.web.query.Urgency;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** What the frame around every page shows. Templates reach it as {@code @shell}. */
@Component("shell")
public class Shell {

    private static final Duration LATELY = Duration.ofSeconds(2);

    private final boolean sandbox;
    private final Navigation navigation;
    private final HttpServletRequest request;
    private final SavedViews views;
    private final Catalog catalog;
    private final Permits permits;
    private final AutomationControl automation;
    private final Announcements announcements;

    Shell(
            Environment environment,
            Navigation navigation,
            HttpServletRequest request,
            SavedViews views,
            Catalog catalog,
            Permits permits,
            AutomationControl automation,
            Announcements announcements) {
        this.announcements = announcements;
        this.automation = automation;
        this.permits = permits;
        this.sandbox = Arrays.asList(environment.getActiveProfiles()).contains("sandbox");
        this.navigation = navigation;
        this.request = request;
        this.views = views;
        this.catalog = catalog;
    }

    public boolean isSandbox() {
        return sandbox;
    }

    public List<Destination> getDestinations() {
        return navigation.destinations();
    }

    public List<Destination> getEvidence() {
        return navigation.evidence();
    }

    /** What the person who is signed in has saved. */
    public List<ViewLink> getViews() {
        List<SavedView> saved = views.of(getUser());
        return saved.isEmpty()
                ? List.of()
                : principal().map(who -> catalog.seenBy(who, LATELY)).stream()
                        .flatMap(picture -> saved.stream().map(view -> ViewLink.of(view, picture)))
                        .toList();
    }

    /** How many applications have failed or are degraded; nobody who is not signed in learns it. */
    public long getTroubled() {
        return principal()
                .map(who -> catalog.seenBy(who, LATELY).in(Order.URGENCY).stream()
                        .takeWhile(Entry::needsAttention)
                        .filter(entry -> entry.urgency() == Urgency.FAILED || entry.urgency() == Urgency.DEGRADED)
                        .count())
                .orElse(0L);
    }

    /** Whose automation is paused now, of what they may see. */
    public List<PauseLink> getPauses() {
        Map<ApplicationName, Instant> paused = getUser().isEmpty() ? Map.of() : automation.paused();
        return paused.isEmpty()
                ? List.of()
                : principal().map(who -> catalog.seenBy(who, LATELY)).stream()
                        .flatMap(picture -> paused.entrySet().stream()
                                .filter(pause -> picture.find(pause.getKey()).isPresent()))
                        .map(pause -> PauseLink.of(pause.getKey(), pause.getValue()))
                        .sorted(Comparator.comparing(PauseLink::name))
                        .toList();
    }

    /** What an administrator tells everybody, unless who is signed in has closed it. */
    public Optional<BannerView> getBanner() {
        return principal().flatMap(who -> announcements.shownTo(who.user())).map(BannerView::of);
    }

    /** The name of who is signed in, empty for nobody. */
    public String getUser() {
        return principal().map(Principal::user).orElse("");
    }

    /** Whether there is a project where they may make applications. */
    public Permit getCreation() {
        return principal()
                .map(who -> permits.somewhere(who, Resource.APPLICATIONS, "create"))
                .orElse(Permit.GIVEN);
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
        String path = request.getRequestURI();
        String query = request.getQueryString();
        return query == null ? path : path + "?" + query;
    }

    /** The number of this request, to ask about it: it is in the log and in the audit. Empty if it has none. */
    public String getRequest() {
        return request.getAttribute(AuditTrail.REQUEST_ID) instanceof String id ? id : "";
    }

    private static Optional<Principal> principal() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Principal principal
                ? Optional.of(principal)
                : Optional.empty();
    }
}
