package dev.fairway.web.ledger;

import dev.fairway.access.Principal;
import dev.fairway.ledger.Evidence;
import dev.fairway.ledger.Running;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.view.CsvLine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The same as the pages, for spreadsheets. */
@Controller
class LedgerFiles {

    /** What is compared if nobody says from when. */
    static final Duration USUAL = Duration.ofDays(7);

    private final LedgerView ledger;

    LedgerFiles(LedgerView ledger) {
        this.ledger = ledger;
    }

    @GetMapping("/ledger.csv")
    @SignedIn
    ResponseEntity<String> at(
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "") String environment,
            @AuthenticationPrincipal Principal principal) {
        Instant moment = ledger.read(at);
        List<Running> running = ledger.at(moment, environment, principal);
        Evidence.Told approvals = ledger.evidence(Evidence.Kind.APPROVALS, running);
        Evidence.Told policy = ledger.evidence(Evidence.Kind.POLICY, running);
        return file(
                "ledger",
                CsvLine.of(List.of(
                                "at",
                                "application",
                                "project",
                                "team",
                                "service",
                                "environment",
                                "cluster",
                                "deployment",
                                "revisions",
                                "images",
                                "actor",
                                "reason",
                                "operation",
                                "approvals",
                                "policy",
                                "since"))
                        + running.stream()
                                .map(each -> CsvLine.of(List.of(
                                        moment.toString(),
                                        each.application(),
                                        each.project(),
                                        each.team(),
                                        each.service(),
                                        each.environment(),
                                        each.cluster(),
                                        String.valueOf(each.deployment()),
                                        String.join(" ", each.revisions()),
                                        images(each.images()),
                                        each.actor(),
                                        each.reason(),
                                        each.operation().map(String::valueOf).orElse(""),
                                        approvals.of(each.deployment()),
                                        policy.of(each.deployment()),
                                        each.since().toString())))
                                .collect(Collectors.joining()));
    }

    @GetMapping("/ledger/compare.csv")
    @SignedIn
    ResponseEntity<String> compare(
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String environment,
            @AuthenticationPrincipal Principal principal) {
        Instant second = ledger.read(to);
        Instant first = from.isBlank() ? second.minus(USUAL) : ledger.read(from);
        return file(
                "ledger-difference",
                CsvLine.of(List.of(
                                "from",
                                "to",
                                "application",
                                "effect",
                                "objects",
                                "deployment_before",
                                "deployment_after",
                                "revisions_before",
                                "revisions_after",
                                "images_before",
                                "images_after",
                                "actor",
                                "reason",
                                "since"))
                        + ledger.between(first, second, environment, principal).stream()
                                .map(each -> line(first, second, each))
                                .collect(Collectors.joining()));
    }

    private static String line(Instant from, Instant to, Difference each) {
        return CsvLine.of(List.of(
                from.toString(),
                to.toString(),
                each.application(),
                each.effect().name().toLowerCase(Locale.ROOT),
                each.objects().map(String::valueOf).orElse(""),
                each.before().map(side -> String.valueOf(side.deployment())).orElse(""),
                each.after().map(side -> String.valueOf(side.deployment())).orElse(""),
                each.before().map(side -> String.join(" ", side.revisions())).orElse(""),
                each.after().map(side -> String.join(" ", side.revisions())).orElse(""),
                images(Difference.onlyIn(each.before(), each.after())),
                images(Difference.onlyIn(each.after(), each.before())),
                each.after().map(Running::actor).orElse(""),
                each.after().map(Running::reason).orElse(""),
                each.after().map(side -> side.since().toString()).orElse("")));
    }

    private static String images(List<Running.Image> images) {
        return images.stream().map(Told::image).collect(Collectors.joining(" "));
    }

    private static ResponseEntity<String> file(String name, String text) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"fairway-" + name + ".csv\"")
                .body(text);
    }
}
