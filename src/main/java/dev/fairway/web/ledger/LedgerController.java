package dev.fairway.web.ledger;

import dev.fairway.ledger.Ledger;
import dev.fairway.metrics.DeliveryMetrics;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /ledger?at=…&environment=…}, and with {@code against} what differs. */
@Controller
class LedgerController {

    private final Ledger ledger;
    private final DeliveryMetrics metrics;
    private final Clock clock;

    LedgerController(Ledger ledger, DeliveryMetrics metrics, Clock clock) {
        this.ledger = ledger;
        this.metrics = metrics;
        this.clock = clock;
    }

    @GetMapping("/ledger")
    String show(
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String against,
            @RequestParam(defaultValue = "") String environment,
            Model model) {
        Instant now = clock.instant();
        Instant moment = Instants.read(at, metrics.zone(), now);
        Optional<Instant> other =
                against.isBlank() ? Optional.empty() : Optional.of(Instants.read(against, metrics.zone(), now));
        model.addAttribute(
                "page",
                LedgerPage.of(
                        ledger.at(moment, environment),
                        other.map(each -> ledger.at(each, environment)),
                        moment,
                        other,
                        environment,
                        metrics.zone()));
        return "ledger/ledger";
    }
}
