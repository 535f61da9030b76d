package dev.fairway.web.drift;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.ledger.Concerned;
import dev.fairway.ledger.Drift;
import dev.fairway.ledger.DriftQuery;
import dev.fairway.ledger.Drifts;
import dev.fairway.ledger.Drifts.By;
import dev.fairway.metrics.DeliveryMetrics;
import dev.fairway.metrics.drift.NoisyFields;
import dev.fairway.metrics.drift.ProposedRule;
import dev.fairway.resource.Problem;
import dev.fairway.web.access.Kin;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.access.Telling;
import dev.fairway.web.applications.AppFrame;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.applications.AppTab;
import dev.fairway.web.dora.Eyes;
import dev.fairway.web.view.ShortRevision;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /drift}: all of it, one of it, an application's, and the rules that would end the noise. */
@Controller
class DriftController {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}");
    private static final int ROWS = 50;
    private static final int OPTIONS = 100;

    /** So many of the newest are searched for noise. */
    static final int SEARCHED = 5_000;

    private final Drifts drifts;
    private final DeliveryMetrics metrics;
    private final Rights rights;
    private final Kin kin;
    private final AppFrame frame;
    private final Clock clock;

    DriftController(Drifts drifts, DeliveryMetrics metrics, Rights rights, Kin kin, AppFrame frame, Clock clock) {
        this.kin = kin;
        this.drifts = drifts;
        this.metrics = metrics;
        this.rights = rights;
        this.frame = frame;
        this.clock = clock;
    }

    @GetMapping("/drift")
    @SignedIn
    String all(
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestParam Optional<Long> before,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        DriftAddress address = DriftAddress.read(parameters);
        model.addAttribute("drift", page(address, before, principal, clock.instant()));
        return "drift/list";
    }

    private DriftPage page(DriftAddress address, Optional<Long> before, Principal principal, Instant now) {
        Predicate<Concerned> seen = Eyes.of(rights, principal);
        DriftQuery query = address.query(now);
        List<Drift> found = drifts.before(query, seen, before.orElse(Long.MAX_VALUE), ROWS + 1);
        List<Drift> shown = found.subList(0, Math.min(ROWS, found.size()));
        return new DriftPage(
                address,
                drifts.count(query, seen),
                drifts.counts(address.with("state", "").query(now), By.STATE, seen, OPTIONS).stream()
                        .map(facet -> DriftPage.StateCount.of(facet, address))
                        .toList(),
                List.of(
                        filter("Project", "project", address.project(), By.PROJECT, address, seen, now),
                        filter("Team", "team", address.team(), By.TEAM, address, seen, now),
                        filter("Kind", "kind", address.kind(), By.KIND, address, seen, now),
                        filter("Manager", "manager", address.manager(), By.MANAGER, address, seen, now)),
                Stream.of("P7D", "P4W", "P12W", "P1Y")
                        .map(period -> new DriftPage.Period(
                                period(period),
                                address.with("period", period).at("/drift"),
                                period.equals(address.period())))
                        .toList(),
                rows(shown, principal, now),
                found.size() > ROWS
                        ? address.at(
                                "/drift",
                                "before",
                                String.valueOf(shown.getLast().place()))
                        : "",
                before.isEmpty(),
                noise(address, seen, now).size(),
                address.at("/drift/noise"));
    }

    private DriftPage.Filter filter(
            String title,
            String name,
            String chosen,
            By by,
            DriftAddress address,
            Predicate<Concerned> seen,
            Instant now) {
        return new DriftPage.Filter(
                title,
                name,
                drifts.counts(address.with(name, "").query(now), by, seen, OPTIONS).stream()
                        .filter(facet -> !facet.value().isEmpty())
                        .map(facet -> DriftPage.Option.of(facet, chosen))
                        .toList());
    }

    private static String period(String period) {
        return switch (period) {
            case "P7D" -> "7 days";
            case "P4W" -> "4 weeks";
            case "P12W" -> "12 weeks";
            default -> "1 year";
        };
    }

    /** Fields that something else keeps writing, as rules to copy. */
    @GetMapping("/drift/noise")
    @SignedIn
    String noise(
            @RequestParam MultiValueMap<String, String> parameters,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        DriftAddress address = DriftAddress.read(parameters);
        Instant now = clock.instant();
        model.addAttribute(
                "rules",
                noise(address, Eyes.of(rights, principal), now).stream()
                        .map(rule -> NoiseView.of(rule, rows(rule.rows(), principal, now), address))
                        .toList());
        model.addAttribute("back", address.at("/drift"));
        return "drift/noise";
    }

    private List<ProposedRule> noise(DriftAddress address, Predicate<Concerned> seen, Instant now) {
        return NoisyFields.of(drifts.before(address.query(now), seen, Long.MAX_VALUE, SEARCHED));
    }

    @GetMapping("/drift/{id}")
    @SignedIn
    String one(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String written,
            @RequestParam(defaultValue = "") String way,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        Drift drift = drifts.find(id)
                .filter(each -> Eyes.of(rights, principal).test(each.concerned())
                        && kin.tellingTo(principal).names(each.resource()))
                .orElseThrow(() -> Problem.stalled("NotFound", "There is no drift of this name that you may see.")
                        .asException());
        Instant now = clock.instant();
        DriftQuery sameField = new DriftQuery(
                drift.application().toString(), "", "", drift.resource().kind(), drift.field(), "", "", Instant.EPOCH);
        model.addAttribute("drift", DriftView.of(drift, metrics.zone(), now));
        model.addAttribute("evidence", Evidence.of(drift, metrics.zone()));
        model.addAttribute(
                "others",
                rows(
                        drifts.before(sameField, Eyes.of(rights, principal), Long.MAX_VALUE, ROWS).stream()
                                .filter(other -> !other.id().equals(drift.id())
                                        && other.resource().equals(drift.resource())
                                        && other.field().equals(drift.field()))
                                .toList(),
                        principal,
                        now));
        model.addAttribute("written", COMMIT.matcher(written).matches() ? ShortRevision.of(written) : "");
        model.addAttribute("pushed", way.equals("PUSH"));
        model.addAttribute(
                "writeBack",
                drift.isOpen() && !drift.field().isEmpty()
                        ? AppLink.to(drift.application()) + "/drift/" + drift.id() + "/write-back"
                        : "");
        return "drift/drift";
    }

    @GetMapping("/apps/{namespace}/{app}/drift")
    @Needs(action = "get")
    String ofApplication(
            @PathVariable String namespace,
            @PathVariable String app,
            @RequestParam Optional<Long> before,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        AppFrame.Opened opened = frame.open(new AppFrame.Visit(namespace, app, principal), AppTab.DRIFT, model);
        Instant now = clock.instant();
        DriftQuery query = DriftQuery.of(opened.name().toString(), Instant.EPOCH);
        List<Drift> found = drifts.before(query, Eyes.of(rights, principal), before.orElse(Long.MAX_VALUE), ROWS + 1);
        List<Drift> shown = found.subList(0, Math.min(ROWS, found.size()));
        model.addAttribute("rows", rows(shown, principal, now));
        model.addAttribute("count", drifts.count(query, Eyes.of(rights, principal)));
        model.addAttribute(
                "older",
                found.size() > ROWS
                        ? AppLink.to(opened.name()) + "/drift?before="
                                + shown.getLast().place()
                        : "");
        return "apps/drift";
    }

    /** What departed of an application that one may not see is counted, and not told. */
    private List<DriftView> rows(List<Drift> shown, Principal principal, Instant now) {
        Telling telling = kin.tellingTo(principal);
        return shown.stream()
                .filter(drift -> telling.names(drift.resource()))
                .map(drift -> DriftView.of(drift, metrics.zone(), now))
                .toList();
    }
}
