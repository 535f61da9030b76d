package dev.fairway.web.rollback;

import dev.fairway.access.Principal;
import dev.fairway.ledger.Deployment;
import dev.fairway.ledger.Ledger;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.AutomationControl;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.rollback.Rollbacks;
import dev.fairway.rollback.WrittenRollback;
import dev.fairway.web.access.AppPermits;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Permits;
import dev.fairway.web.applications.AppFrame;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.applications.AppTab;
import dev.fairway.web.catalog.Catalog;
import dev.fairway.web.catalog.Picture;
import dev.fairway.web.view.ShortRevision;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A rollback by Git, read first and written then; and the pin for who cannot wait for Git. */
@Controller
@RequestMapping("/apps/{namespace}/{app}")
class RollbackController {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}");
    private static final Pattern BRANCH = Pattern.compile("\\S{1,200}");

    private static final int CANDIDATES = 20;
    private static final int LONGEST_REASON = 500;

    private final AppFrame frame;
    private final Rollbacks rollbacks;
    private final AutomationControl automation;
    private final Ledger ledger;
    private final Permits permits;
    private final Catalog catalog;
    private final Clock clock;

    RollbackController(
            AppFrame frame,
            Rollbacks rollbacks,
            AutomationControl automation,
            Ledger ledger,
            Permits permits,
            Catalog catalog,
            Clock clock) {
        this.permits = permits;
        this.catalog = catalog;
        this.frame = frame;
        this.rollbacks = rollbacks;
        this.automation = automation;
        this.ledger = ledger;
        this.clock = clock;
    }

    @GetMapping("/rollback")
    @Needs(action = "get")
    String read(
            @PathVariable String namespace,
            @PathVariable String app,
            @RequestParam(defaultValue = "") String to,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        AppFrame.Opened opened = frame.open(new AppFrame.Visit(namespace, app, principal), AppTab.NONE, model);
        List<String> running = opened.status().map(ApplicationStatus::revisions).orElse(List.of());
        List<Deployment> earlier = ledger.deployments(opened.name(), CANDIDATES).stream()
                .filter(deployment -> !deployment.revisions().equals(running))
                .toList();
        String chosen = !to.isEmpty() || earlier.isEmpty()
                ? to
                : String.valueOf(earlier.getFirst().id());
        Instant now = clock.instant();
        Optional<RollbackPage.Prepared> prepared = Optional.empty();
        Picture seen = catalog.seenBy(principal);
        String problem = "Nothing else has been healthy yet, so there is nothing to go back to.";
        if (!chosen.isEmpty()) {
            try {
                prepared = Optional.of(RollbackPage.Prepared.of(
                        rollbacks.prepare(opened.name(), revisions(opened.name(), chosen), "", principal.actor()),
                        name -> seen.find(name).isPresent(),
                        now));
            } catch (ProblemException e) {
                problem = e.problem().message();
            }
        }
        AppPermits may = permits.on(opened.application(), principal);
        model.addAttribute(
                "rollback",
                new RollbackPage(
                        earlier.stream()
                                .map(deployment -> RollbackPage.Candidate.of(deployment, chosen, now))
                                .toList(),
                        chosen,
                        prepared,
                        prepared.isPresent() ? "" : problem,
                        may.getPush().refusal(),
                        may.getRollback().refusal()));
        return "apps/rollback";
    }

    @PostMapping("/rollback")
    @Needs(action = "rollback")
    String write(
            @PathVariable String namespace,
            @PathVariable String app,
            @RequestParam String to,
            @RequestParam String head,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam Way way,
            @AuthenticationPrincipal Principal principal,
            Model model,
            RedirectAttributes address) {
        AppFrame.Opened opened = frame.open(new AppFrame.Visit(namespace, app, principal), AppTab.NONE, model);
        List<String> revisions = revisions(opened.name(), to);
        WrittenRollback written =
                switch (way) {
                    case PUSH -> {
                        permits.require(
                                principal, opened.name(), opened.application().project(), "rollback/push");
                        yield rollbacks.push(opened.name(), revisions, head, cut(reason), principal.actor());
                    }
                    case BRANCH ->
                        rollbacks.leaveAsBranch(opened.name(), revisions, head, cut(reason), principal.actor());
                };
        address.addAttribute("sha", ShortRevision.of(written.sha()));
        address.addAttribute("branch", written.branch());
        address.addAttribute("way", way);
        return "redirect:" + AppLink.to(opened.name()) + "/rollback/written";
    }

    /** A page of its own, because it is kept fresh and can be loaded again without writing another commit. */
    @GetMapping("/rollback/written")
    @Needs(action = "get")
    String written(
            @PathVariable String namespace,
            @PathVariable String app,
            @RequestParam String sha,
            @RequestParam String branch,
            @RequestParam Way way,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        frame.open(new AppFrame.Visit(namespace, app, principal), AppTab.NONE, model);
        if (!COMMIT.matcher(sha).matches() || !BRANCH.matcher(branch).matches()) {
            throw Problem.stalled("NotFound", "No rollback was written that is called so.")
                    .asException();
        }
        model.addAttribute("sha", sha);
        model.addAttribute("branch", branch);
        model.addAttribute("pushed", way == Way.PUSH);
        return "apps/rollback-written";
    }

    @PostMapping("/pin")
    @Needs(action = "rollback")
    String pin(
            @PathVariable String namespace,
            @PathVariable String app,
            @RequestParam String to,
            @RequestParam(defaultValue = "") String reason,
            @AuthenticationPrincipal Principal principal) {
        ApplicationName name = new ApplicationName(namespace, app);
        long operation = automation.pin(name, revisions(name, to), cut(reason), principal.actor());
        return "redirect:/ops/" + operation;
    }

    @PostMapping("/resume")
    @Needs(action = "sync")
    String resume(
            @PathVariable String namespace, @PathVariable String app, @AuthenticationPrincipal Principal principal) {
        ApplicationName name = new ApplicationName(namespace, app);
        automation.resume(name, principal.actor());
        return "redirect:" + AppLink.to(name);
    }

    enum Way {
        PUSH,
        BRANCH
    }

    /** @param to a deployment's number, or a commit that one of them had */
    private List<String> revisions(ApplicationName name, String to) {
        return ledger.deployments(name, CANDIDATES).stream()
                .filter(deployment -> String.valueOf(deployment.id()).equals(to)
                        || deployment.revisions().contains(to))
                .findFirst()
                .map(Deployment::revisions)
                .orElseThrow(() -> Problem.stalled(
                                "NotFound",
                                "%s has no deployment %s among its last %d."
                                        .formatted(name, ShortRevision.of(to), CANDIDATES))
                        .asException());
    }

    private static String cut(String reason) {
        String oneLine = reason.replaceAll("\\p{Cntrl}+", " ").strip();
        return oneLine.length() > LONGEST_REASON ? oneLine.substring(0, LONGEST_REASON) : oneLine;
    }
}
