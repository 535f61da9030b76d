package dev.fairway.web.applications.sync;

import dev.fairway.access.Principal;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.reconciliation.ManagedResource;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.SyncCommand;
import dev.fairway.resource.ProblemException;
import dev.fairway.web.access.Kin;
import dev.fairway.web.access.Needs;
import dev.fairway.web.applications.AppFrame;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.applications.AppTab;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Chooses what a sync does, says what that would be, and begins it. */
@Controller
@RequestMapping("/apps/{namespace}/{app}/sync")
class SyncPanelController {

    private final AppFrame frame;
    private final Reconciliations reconciliations;
    private final Kin kin;

    SyncPanelController(AppFrame frame, Reconciliations reconciliations, Kin kin) {
        this.kin = kin;
        this.frame = frame;
        this.reconciliations = reconciliations;
    }

    @GetMapping
    @Needs(action = "get")
    String panel(
            @PathVariable String namespace,
            @PathVariable String app,
            SyncChoice choice,
            @RequestParam(defaultValue = "") String unconfirmed,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        AppFrame.Opened opened = frame.open(new AppFrame.Visit(namespace, app, principal), AppTab.NONE, model);
        List<ManagedResource> resources = List.of();
        try {
            resources = compared(opened, choice).resources();
            model.addAttribute("problem", "");
        } catch (ProblemException | ClusterProblem unreadable) {
            // A person may still sync: that the comparison fails now is what a sync may mend.
            model.addAttribute("problem", String.valueOf(unreadable.getMessage()));
        }
        model.addAttribute(
                "preview", SyncPreview.of(opened.name(), resources, choice, key -> kin.mayName(principal, key)));
        model.addAttribute("unconfirmed", unconfirmed.equals("true"));
        model.addAttribute("moved", unconfirmed.equals("moved"));
        model.addAttribute(
                "form",
                SyncForm.of(
                        opened.application(),
                        resources.stream()
                                .map(ManagedResource::key)
                                .filter(key -> kin.mayName(principal, key))
                                .toList(),
                        choice));
        return "apps/sync";
    }

    @PostMapping
    @Needs(action = "sync")
    String sync(
            @PathVariable String namespace,
            @PathVariable String app,
            SyncChoice choice,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        AppFrame.Opened opened = frame.open(new AppFrame.Visit(namespace, app, principal), AppTab.NONE, model);
        SyncCommand command = choice.command(targets(opened));
        Optional<Reconciliations.Compared> now =
                choice.prunes() && !choice.isDryRun() ? Optional.of(compared(opened, choice)) : Optional.empty();
        String refused = choice.isDryRun() ? "" : unconfirmed(opened, choice, now);
        if (!refused.isEmpty()) {
            String query = choice.query();
            return "redirect:" + AppLink.to(opened.name()) + "/sync" + query + (query.isEmpty() ? "?" : "&")
                    + "unconfirmed=" + refused;
        }
        // Git may move once more before the operation looks: then it does nothing.
        long operation = reconciliations.sync(
                opened.name(), now.map(look -> command.asRead(look.revisions())).orElse(command), principal.actor());
        return "redirect:/ops/" + operation;
    }

    /** What is confirmed is what was read: what would be deleted now must be what the page said. */
    private static String unconfirmed(
            AppFrame.Opened opened, SyncChoice choice, Optional<Reconciliations.Compared> look) {
        SyncPreview now = look.map(seen -> SyncPreview.of(opened.name(), seen.resources(), choice, key -> true))
                .orElse(SyncPreview.NOTHING);
        if (!choice.interrupts() && now.pruned().isEmpty()) {
            return "";
        }
        if (!choice.confirmation().equals(opened.name().name())) {
            return "true";
        }
        return choice.hasSeen(now) ? "" : "moved";
    }

    /** At the revisions that are chosen: they decide what Git no longer has. */
    private Reconciliations.Compared compared(AppFrame.Opened opened, SyncChoice choice) {
        return reconciliations.compared(
                opened.name(), choice.command(targets(opened)).revisions());
    }

    private static List<String> targets(AppFrame.Opened opened) {
        return opened.application().spec().sources().stream()
                .map(SyncForm::target)
                .toList();
    }
}
