package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.access.policy.Resource;
import dev.fairway.ledger.Ledger;
import dev.fairway.ledger.chain.LedgerExport;
import dev.fairway.ledger.chain.LedgerVerification;
import dev.fairway.ledger.Running;
import dev.fairway.metrics.DeliveryMetrics;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.dora.Eyes;
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
    private final LedgerVerification verification;
    private final LedgerExport export;
    private final DeliveryMetrics metrics;
    private final Rights rights;
    private final Clock clock;

    LedgerApi(Ledger ledger, LedgerVerification verification, LedgerExport export, DeliveryMetrics metrics, Rights rights, Clock clock) {
        this.rights = rights;
        this.ledger = ledger;
        this.verification = verification;
        this.export = export;
        this.metrics = metrics;
        this.clock = clock;
    }

    record At(Instant at, String environment, List<Running> running) {}

    record Between(Instant from, Instant to, String environment, List<Difference> differences) {}

    @GetMapping
    @SignedIn
    At at(
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String environment,
            @AuthenticationPrincipal Principal principal) {
        Instant moment = Instants.read(at, metrics.zone(), clock.instant());
        return new At(moment, environment, ledger.at(moment, environment, Eyes.of(rights, principal)));
    }

    @GetMapping("/difference")
    @SignedIn
    Between between(
            @RequestParam String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String environment,
            @AuthenticationPrincipal Principal principal) {
        Instant now = clock.instant();
        Instant first = Instants.read(from, metrics.zone(), now);
        Instant second = Instants.read(to, metrics.zone(), now);
        return new Between(
                first,
                second,
                environment,
                Difference.between(
                        ledger.at(first, environment, Eyes.of(rights, principal)),
                        ledger.at(second, environment, Eyes.of(rights, principal))));
    }

    /** What is sealed, as lines of JSON, so that it can be kept and verified elsewhere. It tells of every project. */
    @GetMapping(path = "/export", produces = MediaType.ALL_VALUE)
    @Needs(resource = Resource.AUDIT, action = "get", on = On.INSTALLATION)
    void export(@RequestParam(defaultValue = "0") long after, HttpServletResponse response) throws IOException {
        response.setContentType("application/x-ndjson");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        PrintWriter writer = response.getWriter();
        export.write(after, clock.instant(), line -> writer.append(line).append('\n'));
        writer.flush();
    }

    /** Computes every hash and every link of the chain anew. */
    @GetMapping("/verification")
    @Needs(resource = Resource.AUDIT, action = "get", on = On.INSTALLATION)
    LedgerVerification.Verification verification() {
        return verification.verify();
    }
}
