package dev.fairway.web.applications.tree;

import dev.fairway.access.Principal;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.web.access.Needs;
import dev.fairway.web.applications.AppFrame;
import dev.fairway.web.applications.AppTab;
import java.time.Clock;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** All pods of an application side by side. */
@Controller
class PodsController {

    private final AppFrame frame;
    private final Reconciliations reconciliations;
    private final Clock clock;

    PodsController(AppFrame frame, Reconciliations reconciliations, Clock clock) {
        this.frame = frame;
        this.reconciliations = reconciliations;
        this.clock = clock;
    }

    @GetMapping("/apps/{namespace}/{app}/pods")
    @Needs(action = "get")
    String pods(
            @PathVariable String namespace,
            @PathVariable String app,
            @RequestParam(defaultValue = "workload") String by,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        AppFrame.Opened opened = frame.open(new AppFrame.Visit(namespace, app, principal), AppTab.PODS, model);
        Forest forest = Forest.of(opened.status(), frame.tree(opened));
        model.addAttribute("grid", PodsPage.of(opened.name(), forest, by, clock.instant()));
        return "apps/pods";
    }
}
