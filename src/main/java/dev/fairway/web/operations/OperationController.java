package dev.fairway.web.operations;

import dev.fairway.access.Principal;
import dev.fairway.applications.Application;
import dev.fairway.diagnosis.LogExcerpt;
import dev.fairway.ledger.Ledger;
import dev.fairway.ledger.Operation;
import dev.fairway.reconciliation.AutomationControl;
import dev.fairway.reconciliation.AutomationHold;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.SyncCommand;
import dev.fairway.resource.Problem;
import dev.fairway.web.access.AppPermits;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.Permits;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /ops/{id}}: looks, and the actions that a person takes there. */
@Controller
@RequestMapping("/ops/{id}")
class OperationController {

    private static final Duration PAUSE = Duration.ofHours(1);

    private final OperationPages pages;
    private final Ledger ledger;
    private final Reconciliations reconciliations;
    private final AutomationControl automation;
    private final Permits permits;
    private final LiveOperation live;
    private final Clock clock;

    OperationController(
            OperationPages pages,
            Ledger ledger,
            Reconciliations reconciliations,
            AutomationControl automation,
            Permits permits,
            LiveOperation live,
            Clock clock) {
        this.permits = permits;
        this.pages = pages;
        this.ledger = ledger;
        this.reconciliations = reconciliations;
        this.automation = automation;
        this.live = live;
        this.clock = clock;
    }

    @GetMapping
    @Needs(action = "get", on = On.OPERATION)
    String show(
            @PathVariable long id,
            @RequestParam Optional<Integer> attempt,
            @RequestParam Optional<String> run,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        model.addAttribute("pulse", live.pulse(Long.toString(id), clock.instant()));
        OperationPages.Opened opened = pages.open(
                id,
                new OperationPages.Choice(
                        attempt.map(OptionalInt::of).orElse(OptionalInt.empty()),
                        run.map(text -> text.equals("current") ? LogExcerpt.Run.CURRENT : LogExcerpt.Run.PREVIOUS)),
                principal);
        Shown shown = opened.shown();
        List<AutomationHold> holds = shown.application().isEmpty()
                ? List.of()
                : automation.holds(shown.operation().application());
        model.addAttribute("op", opened.page());
        model.addAttribute("actions", ActionsView.of(shown, holds, may(shown, principal)));
        return "ops/operation";
    }

    /** The same revision once more. */
    @PostMapping("/retry")
    @Needs(action = "sync", on = On.OPERATION)
    String retry(@PathVariable long id, @AuthenticationPrincipal Principal principal) {
        Shown shown = pages.open(id, new OperationPages.Choice(OptionalInt.empty(), Optional.empty()), principal)
                .shown();
        ActionsView.Action retry =
                ActionsView.of(shown, List.of(), may(shown, principal)).retry();
        if (retry.isOff()) {
            throw Problem.stalled("Conflict", retry.off()).asException();
        }
        SyncCommand before = shown.operation().request();
        // One that never began has none: then what was chosen. What was confirmed still is, and nothing else.
        SyncCommand again = new SyncCommand(
                shown.revisions().isEmpty() ? before.revisions() : shown.revisions(),
                before.prune(),
                before.dryRun(),
                before.applyOnly(),
                before.force(),
                before.resources(),
                before.options(),
                before.retryLimit(),
                "Operation %d once more".formatted(id),
                before.confirmed());
        return "redirect:/ops/" + reconciliations.sync(shown.operation().application(), again, principal.actor());
    }

    @PostMapping("/pause")
    @Needs(action = "sync", on = On.OPERATION)
    String pause(@PathVariable long id, @AuthenticationPrincipal Principal principal) {
        automation.pause(
                existing(id).application(),
                clock.instant().plus(PAUSE),
                "Operation %d failed".formatted(id),
                principal.actor());
        return "redirect:/ops/" + id;
    }

    @PostMapping("/resume")
    @Needs(action = "sync", on = On.OPERATION)
    String resume(@PathVariable long id, @AuthenticationPrincipal Principal principal) {
        automation.resume(existing(id).application(), principal.actor());
        return "redirect:/ops/" + id;
    }

    @PostMapping("/terminate")
    @Needs(action = "sync", on = On.OPERATION)
    String terminate(@PathVariable long id, @AuthenticationPrincipal Principal principal) {
        reconciliations.terminate(existing(id).application(), principal.actor());
        return "redirect:/ops/" + id;
    }

    private AppPermits may(Shown shown, Principal principal) {
        return permits.on(
                shown.operation().application(),
                shown.application().map(Application::project).orElse(""),
                principal);
    }

    private Operation existing(long id) {
        return ledger.operation(id)
                .orElseThrow(() -> Problem.stalled("NotFound", "There is no operation %d.".formatted(id))
                        .asException());
    }
}
