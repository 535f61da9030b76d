package dev.fairway.web.dora;

import dev.fairway.ledger.Deliveries;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.deployments.Period;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /dora}. */
@Controller
class DoraController {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Deliveries deliveries;
    private final Clock clock;

    DoraController(Deliveries deliveries, Clock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** Counts every application, so it is for whoever may read them all. */
    @GetMapping("/dora")
    @Needs(action = "get", on = On.INSTALLATION)
    String show(
            @RequestParam(defaultValue = "") String period, @RequestParam(defaultValue = "") String env, Model model) {
        Instant now = clock.instant();
        Period chosen = Period.of(period);
        model.addAttribute(
                "dora",
                DoraPage.of(
                        chosen,
                        env,
                        deliveries.tally(chosen.scope(env, "", now)),
                        deliveries.firstAt().map(DAY::format)));
        model.addAttribute("environments", deliveries.environments());
        model.addAttribute("asOf", TIME.format(now));
        return "dora/dora";
    }
}
