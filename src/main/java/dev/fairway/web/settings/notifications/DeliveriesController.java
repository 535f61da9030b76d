package dev.fairway.web.settings.notifications;

import dev.fairway.access.Principal;
import dev.fairway.access.policy.Resource;
import dev.fairway.notifications.Delivery;
import dev.fairway.notifications.SentMessages;
import dev.fairway.resource.Problem;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.Mark;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What was sent: the last messages, every attempt of one, and once more. */
@Controller
class DeliveriesController {

    private static final int ROWS = 100;

    private final SentMessages deliveries;
    private final Clock clock;

    DeliveriesController(SentMessages deliveries, Clock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** One attempt. */
    public record Attempt(int number, Mark outcome, String answer, Age at, long tookMillis) {

        static Attempt of(Delivery.Attempt attempt, Instant now) {
            Mark mark =
                    switch (attempt.outcome()) {
                        case "SENT" -> new Mark("succeeded", "ok", "Sent");
                        case "RETRY" -> new Mark("outofsync", "warn", "May pass");
                        default -> new Mark("failed", "bad", "Refused");
                    };
            return new Attempt(
                    attempt.number(), mark, attempt.answer(), Age.of(attempt.at(), now), attempt.tookMillis());
        }
    }

    @GetMapping("/settings/notifications/deliveries")
    @Needs(resource = Resource.NOTIFICATIONS, action = "get", on = On.INSTALLATION)
    String list(@RequestParam(defaultValue = "") String show, Model model) {
        Instant now = clock.instant();
        boolean failed = show.equals("failed");
        model.addAttribute("failed", failed);
        List<DeliveryRow> rows = (failed ? deliveries.failed(ROWS) : deliveries.latest(ROWS))
                .stream().map(each -> DeliveryRow.of(each, now)).toList();
        model.addAttribute("rows", rows);
        return "settings/deliveries";
    }

    @GetMapping("/settings/notifications/deliveries/{id}")
    @Needs(resource = Resource.NOTIFICATIONS, action = "get", on = On.INSTALLATION)
    String one(@PathVariable long id, Model model) {
        Instant now = clock.instant();
        Delivery.Story story = deliveries.story(id).orElseThrow(() -> Problem.stalled(
                        "NotFound", "There is no such message any more. They are kept for thirty days.")
                .asException());
        model.addAttribute("row", DeliveryRow.of(story.delivery(), now));
        model.addAttribute(
                "attempts",
                story.attempts().stream().map(each -> Attempt.of(each, now)).toList());
        return "settings/delivery";
    }

    @PostMapping("/settings/notifications/deliveries/{id}/again")
    @Needs(resource = Resource.NOTIFICATIONS, action = "update", on = On.INSTALLATION)
    String again(@PathVariable long id, @AuthenticationPrincipal Principal principal) {
        deliveries.again(id, principal.actor());
        return "redirect:/settings/notifications/deliveries/" + id;
    }
}
