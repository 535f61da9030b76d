package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.ledger.Ledger;
import dev.fairway.ledger.LedgerSeal;
import dev.fairway.ledger.Running;
import dev.fairway.metrics.DeliveryMetrics;
import dev.fairway.resource.Problem;
import dev.fairway.web.ledger.Difference;
import dev.fairway.web.ledger.Instants;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/ledger}: what ran at an instant, what differs between two, and whether the record is whole. */
@RestController
@RequestMapping(path = "/api/v1/ledger", produces = MediaType.APPLICATION_JSON_VALUE)
class LedgerApi {

    private final Ledger ledger;
    private final LedgerSeal seal;
    private final DeliveryMetrics metrics;
    private final Clock clock;

    LedgerApi(Ledger ledger, LedgerSeal seal, DeliveryMetrics metrics, Clock clock) {
        this.ledger = ledger;
        this.seal = seal;
        this.metrics = metrics;
        this.clock = clock;
    }

    record At(Instant at, String environment, List<Running> running) {}

    record Between(Instant from, Instant to, String environment, List<Difference> differences) {}

    @GetMapping
    At at(@RequestParam(defaultValue = "") String at, @RequestParam(defaultValue = "") String environment) {
        Instant moment = Instants.read(at, metrics.zone(), clock.instant());
        return new At(moment, environment, ledger.at(moment, environment));
    }

    @GetMapping("/difference")
    Between between(
            @RequestParam String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String environment) {
        Instant now = clock.instant();
        Instant first = Instants.read(from, metrics.zone(), now);
        Instant second = Instants.read(to, metrics.zone(), now);
        return new Between(
                first,
                second,
                environment,
                Difference.between(ledger.at(first, environment), ledger.at(second, environment)));
    }

    /** What is sealed, as lines of JSON, so that it can be kept and verified elsewhere. It tells of every project. */
    @GetMapping(path = "/export", produces = "application/x-ndjson")
    void export(
            @RequestParam(defaultValue = "0") long after,
            @AuthenticationPrincipal Principal principal,
            HttpServletResponse response)
            throws IOException {
        if (!principal.role().includes(Principal.Role.ADMIN)) {
            throw Problem.stalled("Forbidden", "The whole record is exported by administrators only.")
                    .asException();
        }
        response.setContentType("application/x-ndjson");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        PrintWriter writer = response.getWriter();
        seal.export(after, line -> writer.append(line).append('\n'));
        writer.flush();
    }

    /** Computes every hash and every link of the chain anew. */
    @GetMapping("/verification")
    LedgerSeal.Verification verification() {
        return seal.verify();
    }
}
