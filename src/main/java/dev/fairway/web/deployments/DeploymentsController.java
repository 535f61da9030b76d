package dev.fairway.web.deployments;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.access.policy.Sight;
import dev.fairway.ledger.Deliveries;
import dev.fairway.ledger.Deployment;
import dev.fairway.ledger.Ledger;
import dev.fairway.resource.Problem;
import dev.fairway.web.access.SignedIn;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /deployments} and {@code /deployments/{id}}. */
@Controller
class DeploymentsController {

    private final Deliveries deliveries;
    private final Ledger ledger;
    private final Rights rights;
    private final Clock clock;

    DeploymentsController(Deliveries deliveries, Ledger ledger, Rights rights, Clock clock) {
        this.rights = rights;
        this.deliveries = deliveries;
        this.ledger = ledger;
        this.clock = clock;
    }

    @GetMapping("/deployments")
    @SignedIn
    String list(
            @RequestParam(defaultValue = "") String period,
            @RequestParam(defaultValue = "") String env,
            @RequestParam(defaultValue = "") String app,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "0") long below,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        Instant now = clock.instant();
        DeploymentsAddress address = new DeploymentsAddress(Period.of(period), env, app, show.equals("failed"));
        Deliveries.Scope scope = address.period().scope(env, app, rights.sight(principal), now);
        long under = below > 0 ? below : Long.MAX_VALUE;
        model.addAttribute(
                "list",
                DeploymentsPage.of(
                        address,
                        deliveries.tally(scope),
                        address.failed() ? List.of() : deliveries.deployments(scope, under, DeploymentsPage.ROWS),
                        address.failed() ? deliveries.failed(scope, under, DeploymentsPage.ROWS) : List.of(),
                        now));
        model.addAttribute("environments", deliveries.environments());
        return "deployments/list";
    }

    /** One that may not be read is answered like one that is not there. */
    @GetMapping("/deployments/{id}")
    @SignedIn
    String show(@PathVariable long id, @AuthenticationPrincipal Principal principal, Model model) {
        Sight sight = rights.sight(principal);
        Deployment deployment = deliveries
                .concerned(id)
                .filter(concerned -> sight.sees(concerned.project(), concerned.application()))
                .flatMap(concerned -> ledger.deployment(id))
                .orElseThrow(() -> Problem.stalled("NotFound", "There is no deployment %d.".formatted(id))
                        .asException());
        model.addAttribute(
                "it",
                DeploymentPage.of(
                        deployment,
                        ledger.images(deployment),
                        new DeploymentPage.Neighbours(
                                deliveries.before(deployment),
                                deliveries.after(deployment),
                                ledger.deployments(deployment.application(), 1).stream()
                                        .findFirst()),
                        deployment.operation().flatMap(ledger::operation),
                        clock.instant()));
        return "deployments/deployment";
    }
}
