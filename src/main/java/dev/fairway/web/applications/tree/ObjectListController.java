package dev.fairway.web.applications.tree;

import dev.fairway.access.Principal;
import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.web.access.Needs;
import dev.fairway.web.applications.AppFrame;
import dev.fairway.web.applications.AppTab;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** An application's objects as a table that can be sorted and filtered. */
@Controller
class ObjectListController {

    private final AppFrame frame;
    private final Reconciliations reconciliations;
    private final Clock clock;

    ObjectListController(AppFrame frame, Reconciliations reconciliations, Clock clock) {
        this.frame = frame;
        this.reconciliations = reconciliations;
        this.clock = clock;
    }

    @GetMapping("/apps/{namespace}/{app}/list")
    @Needs(action = "get")
    String list(
            @PathVariable String namespace,
            @PathVariable String app,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String health,
            @RequestParam(defaultValue = "") String sync,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "") String sort,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        AppFrame.Opened opened = frame.open(new AppFrame.Visit(namespace, app, principal), AppTab.LIST, model);
        Forest forest = Forest.of(opened.status(), frame.tree(opened));
        Filter filter = new Filter(
                q,
                kind.isEmpty() ? Set.of() : Set.of(kind),
                named(HealthStatus.values(), health),
                named(SyncMark.values(), sync));
        model.addAttribute(
                "list",
                ObjectList.of(
                        opened.name(),
                        forest,
                        filter,
                        new ObjectList.Query(q, kind, health, sync, all, sort),
                        clock.instant()));
        model.addAttribute("healths", HealthStatus.values());
        model.addAttribute("narrowed", !filter.isEmpty());
        return "apps/objects";
    }

    private static <E extends Enum<E>> Set<E> named(E[] values, String name) {
        return Arrays.stream(values).filter(value -> value.name().equals(name)).collect(Collectors.toSet());
    }
}
