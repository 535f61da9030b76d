package dev.fairway.web.applications.history;

import dev.fairway.access.Principal;
import dev.fairway.ledger.Deployment;
import dev.fairway.ledger.Ledger;
import dev.fairway.ledger.manifests.KeptManifests;
import dev.fairway.rendering.Renderer;
import dev.fairway.resource.Manifest;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Telling;
import dev.fairway.web.applications.AppFrame;
import dev.fairway.web.applications.AppTab;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** An application's deployments and operations, and the difference of any two deployments. */
@Controller
class HistoryController {

    private static final int MOST = 50;

    private final AppFrame frame;
    private final Ledger ledger;
    private final KeptManifests manifests;
    private final Renderer renderer;
    private final Clock clock;

    HistoryController(AppFrame frame, Ledger ledger, KeptManifests manifests, Renderer renderer, Clock clock) {
        this.manifests = manifests;
        this.frame = frame;
        this.ledger = ledger;
        this.renderer = renderer;
        this.clock = clock;
    }

    @GetMapping("/apps/{namespace}/{app}/history")
    @Needs(action = "get")
    String history(
            @PathVariable String namespace,
            @PathVariable String app,
            @RequestParam Optional<Long> from,
            @RequestParam Optional<Long> to,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        AppFrame.Opened opened = frame.open(new AppFrame.Visit(namespace, app, principal), AppTab.HISTORY, model);
        Instant now = clock.instant();
        List<DeploymentRow> deployments = new ArrayList<>();
        Instant ended = now;
        for (Deployment deployment : ledger.deployments(opened.name(), MOST)) {
            deployments.add(DeploymentRow.of(deployment, ended, deployments.isEmpty(), now));
            ended = deployment.healthyAt();
        }
        model.addAttribute("deployments", deployments);
        model.addAttribute(
                "from", from.orElse(deployments.size() > 1 ? deployments.get(1).id() : 0L));
        model.addAttribute(
                "to",
                to.orElse(deployments.isEmpty() ? 0L : deployments.getFirst().id()));
        model.addAttribute(
                "operations",
                ledger.operations(opened.name(), MOST).stream()
                        .map(frame.telling(opened)::operation)
                        .map(operation -> OperationRow.of(operation, now))
                        .toList());
        model.addAttribute(
                "compared",
                from.isPresent() && to.isPresent()
                        ? Optional.of(compared(opened, from.get(), to.get(), now))
                        : Optional.empty());
        return "apps/history";
    }

    private Compared compared(AppFrame.Opened opened, long from, long to, Instant now) {
        Deployment one = own(opened, Math.min(from, to));
        Deployment other = own(opened, Math.max(from, to));
        Telling telling = frame.telling(opened);
        return Compared.of(
                one,
                other,
                rendered(one).map(telling::manifests),
                rendered(other).map(telling::manifests),
                now);
    }

    /** With the record; of deployments from before it kept them, as long as the cache of renders does. */
    private Optional<List<Manifest>> rendered(Deployment deployment) {
        return manifests.of(deployment.id()).or(() -> renderer.kept(deployment.renderKey()));
    }

    private Deployment own(AppFrame.Opened opened, long id) {
        return ledger.deployment(id)
                .filter(deployment -> deployment.application().equals(opened.name()))
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "%s has no deployment %d.".formatted(opened.name(), id)));
    }
}
