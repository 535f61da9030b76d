package dev.fairway.web.dora;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.ledger.Deliveries;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.deployments.Period;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
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
    private final Rights rights;
    private final Clock clock;

    DoraController(Deliveries deliveries, Rights rights, Clock clock) {
        this.rights = rights;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @GetMapping("/dora")
    @SignedIn
    String show(
            @RequestParam(defaultValue = "") String period,
            @RequestParam(defaultValue = "") String env,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        Instant now = clock.instant();
        Period chosen = Period.of(period);
        model.addAttribute(
                "dora",
                DoraPage.of(
                        chosen,
                        env,
                        deliveries.tally(chosen.scope(env, "", rights.sight(principal), now)),
                        deliveries.firstAt().map(DAY::format)));
        model.addAttribute("environments", deliveries.environments());
        model.addAttribute("asOf", TIME.format(now));
        return "dora/dora";
    }
}
