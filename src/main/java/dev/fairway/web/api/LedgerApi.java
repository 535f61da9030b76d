package dev.fairway.web.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fairway.access.Principal;
import dev.fairway.access.policy.Resource;
import dev.fairway.ledger.Evidence;
import dev.fairway.ledger.Running;
import dev.fairway.ledger.chain.LedgerExport;
import dev.fairway.ledger.chain.LedgerVerification;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.applications.diff.DiffLine;
import dev.fairway.web.applications.diff.RenderedFile;
import dev.fairway.web.ledger.Difference;
import dev.fairway.web.ledger.LedgerView;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    private final LedgerView ledger;
    private final LedgerVerification verification;
    private final LedgerExport export;
    private final Clock clock;

    LedgerApi(LedgerView ledger, LedgerVerification verification, LedgerExport export, Clock clock) {
        this.ledger = ledger;
        this.verification = verification;
        this.export = export;
        this.clock = clock;
    }

    /** @param approvals in a few words, as {@code policy}; {@code not connected} if nothing tells of them */
    record Ran(@JsonUnwrapped Running running, String approvals, String policy) {}

    record At(Instant at, String environment, List<Ran> running) {}

    record Between(Instant from, Instant to, String environment, List<Difference> differences) {}

    /** @param diff as {@code diff -u} marks lines, without the file names */
    record ChangedObject(String object, String namespace, String effect, int added, int removed, List<String> diff) {}

    record Objects(
            Instant from,
            Instant to,
            String application,
            Optional<Running> before,
            Optional<Running> after,
            List<ChangedObject> objects,
            String note) {}

    @GetMapping
    @SignedIn
    At at(
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String environment,
            @AuthenticationPrincipal Principal principal) {
        Instant moment = ledger.read(at);
        List<Running> running = ledger.at(moment, environment, principal);
        Evidence.Told approvals = ledger.evidence(Evidence.Kind.APPROVALS, running);
        Evidence.Told policy = ledger.evidence(Evidence.Kind.POLICY, running);
        return new At(
                moment,
                environment,
                running.stream()
                        .map(each -> new Ran(each, approvals.of(each.deployment()), policy.of(each.deployment())))
                        .toList());
    }

    @GetMapping("/difference")
    @SignedIn
    Between between(
            @RequestParam String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String environment,
            @AuthenticationPrincipal Principal principal) {
        Instant first = ledger.read(from);
        Instant second = ledger.read(to);
        return new Between(first, second, environment, ledger.between(first, second, environment, principal));
    }

    /** How each object of one application differs; says nothing of the values of Secrets. */
    @GetMapping("/difference/manifests")
    @SignedIn
    Objects objects(
            @RequestParam String application,
            @RequestParam String from,
            @RequestParam(defaultValue = "") String to,
            @AuthenticationPrincipal Principal principal) {
        Instant first = ledger.read(from);
        Instant second = ledger.read(to);
        LedgerView.Objects objects = ledger.objects(first, second, application, principal);
        return new Objects(
                first,
                second,
                application,
                objects.before(),
                objects.after(),
                objects.files().stream().map(LedgerApi::changed).toList(),
                objects.missing());
    }

    private static ChangedObject changed(RenderedFile file) {
        return new ChangedObject(
                file.title(),
                file.namespace(),
                file.effect(),
                file.added(),
                file.removed(),
                file.lines().stream().map(LedgerApi::line).toList());
    }

    private static String line(DiffLine line) {
        return switch (line.cssClass()) {
            case "hunk" -> line.text();
            case "add" -> "+" + line.text();
            case "del" -> "-" + line.text();
            default -> " " + line.text();
        };
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
