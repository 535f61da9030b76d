package dev.fairway.web.dora;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.ledger.Testimony;
import dev.fairway.metrics.Delivery;
import dev.fairway.metrics.DeliveryMetrics;
import dev.fairway.metrics.figures.Release;
import dev.fairway.resource.Problem;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.SignedIn;
import java.time.Clock;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One deployment, and what people say of it. */
@Controller
class DeploymentController {

    private final DeliveryMetrics metrics;
    private final Testimony testimony;
    private final Judges words;
    private final Rights rights;
    private final Clock clock;

    DeploymentController(DeliveryMetrics metrics, Testimony testimony, Judges words, Rights rights, Clock clock) {
        this.words = words;
        this.rights = rights;
        this.metrics = metrics;
        this.testimony = testimony;
        this.clock = clock;
    }

    @GetMapping("/dora/deployments/{id}")
    @SignedIn
    String show(@PathVariable String id, @AuthenticationPrincipal Principal principal, Model model) {
        Delivery delivery = metrics.around(id, Eyes.of(rights, principal), clock.instant());
        model.addAttribute("page", DeploymentPage.of(release(id, delivery), delivery));
        return "dora/deployment";
    }

    @PostMapping("/dora/deployments/{id}/classification")
    @Needs(action = "sync", on = On.SOMEWHERE)
    String reclassify(
            @PathVariable String id,
            @RequestParam String as,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal Principal principal) {
        words.requireMayJudge(id, principal);
        testimony.reclassify(id, as, reason, principal.actor(), clock.instant());
        return "redirect:/dora/deployments/" + id;
    }

    @PostMapping("/dora/deployments/{id}/incidents")
    @Needs(action = "sync", on = On.SOMEWHERE)
    String link(
            @PathVariable String id,
            @RequestParam String incident,
            @RequestParam(defaultValue = "true") boolean linked,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal Principal principal) {
        words.requireMayJudge(id, principal);
        testimony.link(incident, id, linked, reason, principal.actor(), clock.instant());
        return "redirect:/dora/deployments/" + id;
    }

    private static Release release(String id, Delivery delivery) {
        return delivery.counted().release(id).orElseThrow(() -> Problem.stalled(
                        "NotFound", "There is no deployment %s on record.".formatted(id))
                .asException());
    }
}
