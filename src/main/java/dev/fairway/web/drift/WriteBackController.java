package dev.fairway.web.drift;

import dev.fairway.access.Principal;
import dev.fairway.ledger.Drift;
import dev.fairway.ledger.Drifts;
import dev.fairway.metrics.DeliveryMetrics;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Problem;
import dev.fairway.rollback.WriteBacks;
import dev.fairway.rollback.WrittenRollback;
import dev.fairway.web.access.AppPermits;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Permits;
import dev.fairway.web.applications.AppFrame;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.applications.AppTab;
import dev.fairway.web.catalog.Catalog;
import dev.fairway.web.catalog.Picture;
import java.time.Clock;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A commit that makes Git say what the cluster says: read first, written then. */
@Controller
@RequestMapping("/apps/{namespace}/{app}/drift/{id}/write-back")
class WriteBackController {

    private static final int LONGEST_REASON = 500;

    private final AppFrame frame;
    private final Drifts drifts;
    private final WriteBacks writeBacks;
    private final DeliveryMetrics metrics;
    private final Permits permits;
    private final Catalog catalog;
    private final Clock clock;

    WriteBackController(
            AppFrame frame,
            Drifts drifts,
            WriteBacks writeBacks,
            DeliveryMetrics metrics,
            Permits permits,
            Catalog catalog,
            Clock clock) {
        this.frame = frame;
        this.drifts = drifts;
        this.writeBacks = writeBacks;
        this.metrics = metrics;
        this.permits = permits;
        this.catalog = catalog;
        this.clock = clock;
    }

    @GetMapping
    @Needs(action = "get")
    String read(
            @PathVariable String namespace,
            @PathVariable String app,
            @PathVariable String id,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        AppFrame.Opened opened = frame.open(new AppFrame.Visit(namespace, app, principal), AppTab.DRIFT, model);
        Drift drift = drift(opened.name(), id);
        AppPermits may = permits.on(opened.application(), principal);
        Picture seen = catalog.seenBy(principal);
        DriftView view = DriftView.of(drift, metrics.zone(), clock.instant());
        WriteBackPage.Subject subject = new WriteBackPage.Subject(
                "Write back to Git",
                "Makes Git say what the cluster says, for one field. Read it, then write it.",
                view.sentence(),
                view.href(),
                AppLink.to(opened.name()) + "/drift/" + drift.id() + "/write-back",
                Map.of());
        model.addAttribute(
                "page",
                WriteBackPage.of(
                        subject,
                        writeBacks.prepare(drift, "", principal.actor()),
                        name -> seen.find(name).isPresent(),
                        may));
        return "apps/write-back";
    }

    @PostMapping
    @Needs(action = "rollback")
    String write(
            @PathVariable String namespace,
            @PathVariable String app,
            @PathVariable String id,
            @RequestParam String head,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam WriteBacks.Way way,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        AppFrame.Opened opened = frame.open(new AppFrame.Visit(namespace, app, principal), AppTab.DRIFT, model);
        Drift drift = drift(opened.name(), id);
        WriteBacks.Read read = new WriteBacks.Read(head, place);
        WrittenRollback written =
                switch (way) {
                    case PUSH -> {
                        permits.require(
                                principal, opened.name(), opened.application().project(), "rollback/push");
                        yield writeBacks.push(drift, read, cut(reason), principal.actor());
                    }
                    case BRANCH -> writeBacks.leaveAsBranch(drift, read, cut(reason), principal.actor());
                };
        return "redirect:/drift/" + drift.id() + "?written=" + written.sha() + "&way=" + way;
    }

    private Drift drift(ApplicationName name, String id) {
        return drifts.find(id).filter(drift -> drift.application().equals(name)).orElseThrow(() -> Problem.stalled(
                        "NotFound", "There is no drift of this name here.")
                .asException());
    }

    static String cut(String reason) {
        String oneLine = reason.replaceAll("\\p{Cntrl}+", " ").strip();
        return oneLine.length() > LONGEST_REASON ? oneLine.substring(0, LONGEST_REASON) : oneLine;
    }
}
