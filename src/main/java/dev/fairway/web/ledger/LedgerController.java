package dev.fairway.web.ledger;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.ledger.Ledger;
import dev.fairway.metrics.DeliveryMetrics;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.dora.Eyes;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /ledger?at=…&environment=…}, and with {@code against} what differs. */
@Controller
class LedgerController {

    private final Ledger ledger;
    private final DeliveryMetrics metrics;
    private final Rights rights;
    private final Clock clock;

    LedgerController(Ledger ledger, DeliveryMetrics metrics, Rights rights, Clock clock) {
        this.rights = rights;
        this.ledger = ledger;
        this.metrics = metrics;
        this.clock = clock;
    }

    @GetMapping("/ledger")
    @SignedIn
    String show(
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String against,
            @RequestParam(defaultValue = "") String environment,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        Instant now = clock.instant();
        Instant moment = Instants.read(at, metrics.zone(), now);
        Optional<Instant> other =
                against.isBlank() ? Optional.empty() : Optional.of(Instants.read(against, metrics.zone(), now));
        model.addAttribute(
                "page",
                LedgerPage.of(
                        ledger.at(moment, environment, Eyes.of(rights, principal)),
                        other.map(each -> ledger.at(each, environment, Eyes.of(rights, principal))),
                        moment,
                        other,
                        environment,
                        metrics.zone()));
        return "ledger/ledger";
    }
}
