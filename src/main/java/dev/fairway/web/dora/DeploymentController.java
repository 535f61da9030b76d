package dev.fairway.web.dora;

import dev.fairway.access.Principal;
import dev.fairway.ledger.Testimony;
import dev.fairway.metrics.Delivery;
import dev.fairway.metrics.DeliveryMetrics;
import dev.fairway.metrics.figures.Release;
import dev.fairway.resource.Problem;
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
    private final Clock clock;

    DeploymentController(DeliveryMetrics metrics, Testimony testimony, Clock clock) {
        this.metrics = metrics;
        this.testimony = testimony;
        this.clock = clock;
    }

    @GetMapping("/deployments/{id}")
    String show(@PathVariable String id, Model model) {
        Delivery delivery = metrics.around(id, clock.instant());
        model.addAttribute("page", DeploymentPage.of(release(id, delivery), delivery));
        return "dora/deployment";
    }

    @PostMapping("/deployments/{id}/classification")
    String reclassify(
            @PathVariable String id,
            @RequestParam String as,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal Principal principal) {
        requireRecorded(id);
        testimony.reclassify(id, as, reason, principal.actor(), clock.instant());
        return "redirect:/deployments/" + id;
    }

    @PostMapping("/deployments/{id}/incidents")
    String link(
            @PathVariable String id,
            @RequestParam String incident,
            @RequestParam(defaultValue = "true") boolean linked,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal Principal principal) {
        requireRecorded(id);
        testimony.link(incident, id, linked, reason, principal.actor(), clock.instant());
        return "redirect:/deployments/" + id;
    }

    private void requireRecorded(String id) {
        if (id.startsWith("sample-")) {
            throw Problem.stalled("InvalidRequest", "This is a sample. What is invented cannot be reclassified.")
                    .asException();
        }
        release(id, metrics.around(id, clock.instant()));
    }

    private static Release release(String id, Delivery delivery) {
        return delivery.release(id).orElseThrow(() -> Problem.stalled(
                        "NotFound", "There is no deployment %s in the last two years.".formatted(id))
                .asException());
    }
}
