package dev.fairway.web.badge;

import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.resource.ApplicationName;
import dev.fairway.web.access.Open;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /api/badge}, as Argo CD has it. It knows nobody, so whoever asks gets the same picture. */
@Controller
class BadgeController {

    private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml;charset=UTF-8");

    private static final Pattern NAME = Pattern.compile("[a-z0-9][-a-z0-9.]{0,252}");

    private final Applications applications;
    private final Reconciliations reconciliations;
    private final BadgeSettings settings;

    BadgeController(Applications applications, Reconciliations reconciliations, BadgeSettings settings) {
        this.applications = applications;
        this.reconciliations = reconciliations;
        this.settings = settings;
    }

    /** @param namespace that the application lives in */
    @GetMapping("/api/badge")
    @Open
    ResponseEntity<String> badge(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = ApplicationName.CONTROL_PLANE_NAMESPACE) String namespace,
            @RequestParam(defaultValue = "false") boolean revision,
            @RequestParam(defaultValue = "false") boolean showAppName) {
        Badge badge = open(namespace, name)
                .flatMap(application -> reconciliations.status(application.name()))
                .map(status -> Badge.of(status, showAppName ? name : "", revision))
                .orElse(Badge.UNKNOWN);
        return ResponseEntity.ok()
                .contentType(SVG)
                .cacheControl(CacheControl.noCache())
                // It is made for pages of others.
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .body(badge.svg());
    }

    private Optional<Application> open(String namespace, String name) {
        return settings.projects().isEmpty()
                        || !NAME.matcher(name).matches()
                        || !NAME.matcher(namespace).matches()
                ? Optional.empty()
                : applications
                        .find(new ApplicationName(namespace, name))
                        .filter(application -> settings.opens(application.project()));
    }
}
