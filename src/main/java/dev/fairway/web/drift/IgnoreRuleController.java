package dev.fairway.web.drift;

import dev.fairway.access.Principal;
import dev.fairway.access.Rights;
import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.ledger.Drifts;
import dev.fairway.metrics.drift.NoisyFields;
import dev.fairway.metrics.drift.ProposedRule;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Problem;
import dev.fairway.rollback.WriteBack;
import dev.fairway.rollback.WriteBacks;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Permits;
import dev.fairway.web.applications.AppFrame;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.applications.AppTab;
import dev.fairway.web.catalog.Catalog;
import dev.fairway.web.catalog.Picture;
import dev.fairway.web.dora.Eyes;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A commit that adds a proposed ignore rule to one Application, in the repository of the application that brings it. */
@Controller
@RequestMapping("/apps/{namespace}/{app}/drift/ignore")
class IgnoreRuleController {

    private static final WriteBack.ByHand NOT_PROPOSED =
            new WriteBack.ByHand("This rule is not proposed for this application, or not any more.", "");

    private final AppFrame frame;
    private final Applications applications;
    private final Drifts drifts;
    private final WriteBacks writeBacks;
    private final Permits permits;
    private final Rights rights;
    private final Catalog catalog;
    private final Clock clock;

    IgnoreRuleController(
            AppFrame frame,
            Applications applications,
            Drifts drifts,
            WriteBacks writeBacks,
            Permits permits,
            Rights rights,
            Catalog catalog,
            Clock clock) {
        this.frame = frame;
        this.applications = applications;
        this.drifts = drifts;
        this.writeBacks = writeBacks;
        this.permits = permits;
        this.rights = rights;
        this.catalog = catalog;
        this.clock = clock;
    }

    @GetMapping
    @Needs(action = "get")
    String read(
            @PathVariable String namespace,
            @PathVariable String app,
            @RequestParam(defaultValue = "") String rule,
            @RequestParam MultiValueMap<String, String> parameters,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        AppFrame.Opened opened = frame.open(new AppFrame.Visit(namespace, app, principal), AppTab.DRIFT, model);
        DriftAddress address = DriftAddress.read(parameters);
        Optional<ProposedRule> proposed = proposed(opened.name(), rule, address, principal);
        WriteBackPage.Subject subject = new WriteBackPage.Subject(
                "Ignore in Git",
                "Adds the proposed rule to this Application. Read it, then write it.",
                proposed.map(each -> "%s of %s"
                                .formatted(
                                        String.join(", ", each.fields()),
                                        each.kind().kind()))
                        .orElse("Proposed ignore rules"),
                address.at("/drift/noise"),
                address.at(AppLink.to(opened.name()) + "/drift/ignore"),
                Map.of("rule", rule));
        model.addAttribute("page", page(subject, opened, proposed, principal));
        return "apps/write-back";
    }

    private WriteBackPage page(
            WriteBackPage.Subject subject,
            AppFrame.Opened opened,
            Optional<ProposedRule> proposed,
            Principal principal) {
        if (proposed.isEmpty()) {
            return WriteBackPage.byHand(subject, NOT_PROPOSED);
        }
        Picture seen = catalog.seenBy(principal);
        Optional<Application> bringer = bringer(opened.name());
        if (bringer.isPresent() && seen.find(bringer.get().name()).isEmpty()) {
            return WriteBackPage.byHand(
                    subject,
                    new WriteBack.ByHand(
                            "An application that you may not see brings this Application from Git. Whoever may can add the rule.",
                            proposed.get().yaml()));
        }
        WriteBack writeBack =
                writeBacks.prepareIgnoring(opened.name(), proposed.get().entry(), "", principal.actor());
        return writeBack instanceof WriteBack.ByHand byHand
                ? WriteBackPage.byHand(subject, byHand)
                : WriteBackPage.of(
                        subject,
                        writeBack,
                        name -> seen.find(name).isPresent(),
                        permits.on(bringer.orElseThrow(), principal));
    }

    /** It is written where the application that brings this one is read from: rights there count as well. */
    @PostMapping
    @Needs(action = "rollback")
    String write(
            @PathVariable String namespace,
            @PathVariable String app,
            @RequestParam String rule,
            @RequestParam String head,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam WriteBacks.Way way,
            @RequestParam MultiValueMap<String, String> parameters,
            @AuthenticationPrincipal Principal principal) {
        ApplicationName name = new ApplicationName(namespace, app);
        ProposedRule proposed = proposed(name, rule, DriftAddress.read(parameters), principal)
                .orElseThrow(
                        () -> Problem.stalled("NotFound", NOT_PROPOSED.why()).asException());
        bringer(name).ifPresent(bringer -> {
            permits.require(principal, bringer.name(), bringer.project(), "rollback");
            if (way == WriteBacks.Way.PUSH) {
                permits.require(principal, bringer.name(), bringer.project(), "rollback/push");
            }
        });
        writeBacks.ignore(
                name,
                proposed.entry(),
                new WriteBacks.Read(head, place),
                way,
                WriteBackController.cut(reason),
                principal.actor());
        return "redirect:" + AppLink.to(name) + "/drift";
    }

    private Optional<Application> bringer(ApplicationName name) {
        return applications.find(name).flatMap(Application::parent).flatMap(applications::find);
    }

    /** Made of what this person may see of drift, as the page of proposals is. */
    private Optional<ProposedRule> proposed(
            ApplicationName name, String mark, DriftAddress address, Principal principal) {
        return NoisyFields.of(drifts.before(
                        address.query(clock.instant()),
                        Eyes.of(rights, principal),
                        Long.MAX_VALUE,
                        DriftController.SEARCHED))
                .stream()
                .filter(rule -> rule.mark().equals(mark) && rule.applications().contains(name))
                .findFirst();
    }
}
