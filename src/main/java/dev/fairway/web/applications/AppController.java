package dev.fairway.web.applications;

import dev.fairway.access.Principal;
import dev.fairway.applications.Application;
import dev.fairway.ledger.Ledger;
import dev.fairway.reconciliation.Reconciliations;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** The pages of one application, each at an address of its own, and its two plain actions. */
@Controller
@RequestMapping("/apps/{namespace}/{app}")
class AppController {

    private static final int HISTORY = 50;

    private final AppFrame frame;
    private final Reconciliations reconciliations;
    private final Ledger ledger;
    private final Clock clock;

    AppController(AppFrame frame, Reconciliations reconciliations, Ledger ledger, Clock clock) {
        this.frame = frame;
        this.reconciliations = reconciliations;
        this.ledger = ledger;
        this.clock = clock;
    }

    @GetMapping("/list")
    String list(
            @PathVariable String namespace,
            @PathVariable String app,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        Application application = frame(namespace, app, principal, AppTab.LIST, model);
        model.addAttribute(
                "resources",
                reconciliations.status(application.name()).map(ResourceRow::of).orElse(List.of()));
        return "apps/app";
    }

    @GetMapping("/history")
    String history(
            @PathVariable String namespace,
            @PathVariable String app,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        Application application = frame(namespace, app, principal, AppTab.HISTORY, model);
        Instant now = clock.instant();
        model.addAttribute(
                "operations",
                ledger.operations(application.name(), HISTORY).stream()
                        .map(operation -> HistoryRow.of(operation, now))
                        .toList());
        model.addAttribute(
                "deployments",
                ledger.deployments(application.name(), HISTORY).stream()
                        .map(deployment -> DeploymentRow.of(deployment, now))
                        .toList());
        return "apps/app";
    }

    private Application frame(String namespace, String app, Principal principal, AppTab tab, Model model) {
        model.addAttribute("tab", tab.name());
        return frame.open(new AppFrame.Visit(namespace, app, principal), tab, model)
                .application();
    }
}
