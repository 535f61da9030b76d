package dev.fairway.web.applications.timeline;

import dev.fairway.access.Principal;
import dev.fairway.audit.AuditTrail;
import dev.fairway.health.HealthStatus;
import dev.fairway.ledger.Ledger;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.ResourceKey;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Telling;
import dev.fairway.web.applications.AppFrame;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.applications.AppTab;
import dev.fairway.web.applications.resource.EventView;
import dev.fairway.web.applications.timeline.Moment.Source;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What happened to an application. */
@Controller
class TimelineController {

    private static final int OF_EACH = 60;

    /** Events are read object by object; the unhealthy ones have the most to tell. */
    private static final int OBJECTS_WITH_EVENTS = 12;

    private final AppFrame frame;
    private final Reconciliations reconciliations;
    private final Ledger ledger;
    private final AuditTrail audit;
    private final Clock clock;

    TimelineController(AppFrame frame, Reconciliations reconciliations, Ledger ledger, AuditTrail audit, Clock clock) {
        this.frame = frame;
        this.reconciliations = reconciliations;
        this.ledger = ledger;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/apps/{namespace}/{app}/timeline")
    @Needs(action = "get")
    String timeline(
            @PathVariable String namespace,
            @PathVariable String app,
            @RequestParam(defaultValue = "") List<String> what,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        AppFrame.Opened opened = frame.open(new AppFrame.Visit(namespace, app, principal), AppTab.TIMELINE, model);
        Set<Source> wanted = Arrays.stream(Source.values())
                .filter(source -> what.contains(source.name()))
                .collect(Collectors.toSet());
        Instant now = clock.instant();
        List<Moment> moments = new ArrayList<>();
        Telling telling = frame.telling(opened);
        ledger.operations(opened.name(), OF_EACH)
                .forEach(operation -> moments.addAll(Moment.of(telling.operation(operation))));
        ledger.deployments(opened.name(), OF_EACH)
                .forEach(deployment ->
                        moments.add(Moment.of(deployment, AppLink.to(opened.name()) + "/history#d" + deployment.id())));
        ledger.statusChanges(opened.name(), OF_EACH).forEach(change -> moments.add(Moment.of(telling.change(change))));
        audit.about("application:" + opened.name(), OF_EACH).stream()
                // Syncs are told by the operations already.
                .filter(entry -> !entry.action().equals("application.sync"))
                .forEach(entry -> moments.add(Moment.of(entry)));
        if (wanted.isEmpty() || wanted.contains(Source.EVENTS)) {
            events(opened, now, moments);
        }
        model.addAttribute("timeline", TimelinePage.of(moments, wanted, now));
        return "apps/timeline";
    }

    private void events(AppFrame.Opened opened, Instant now, List<Moment> moments) {
        List<ResourceKey> objects = frame.tree(opened).stream()
                .filter(node -> !node.uid().isEmpty() && node.health().isPresent())
                .sorted(Comparator.comparing(TimelineController::health).reversed())
                .limit(OBJECTS_WITH_EVENTS)
                .map(TreeNode::key)
                .toList();
        List<String> unread = new ArrayList<>();
        for (ResourceKey key : objects) {
            opened.troubles()
                    .readOne(() -> reconciliations.events(opened.name(), key), unread)
                    .orElse(List.of())
                    .forEach(event -> moments.add(
                            Moment.of(EventView.of(event, now), key, AppLink.to(opened.name(), key) + "/events")));
        }
        // What else happened is told all the same.
        opened.troubles().partly("Events", objects.size(), unread);
    }

    private static HealthStatus health(TreeNode node) {
        return node.health().map(health -> health.status()).orElse(HealthStatus.HEALTHY);
    }
}
