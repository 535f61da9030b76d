package dev.fairway.web.applications.sync;

import dev.fairway.access.Principal;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.reconciliation.ManagedResource;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.resource.ProblemException;
import dev.fairway.web.access.Kin;
import dev.fairway.web.access.Needs;
import dev.fairway.web.applications.AppFrame;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.applications.AppTab;
import java.util.List;
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
            resources = reconciliations.managedResources(opened.name());
            model.addAttribute("problem", "");
        } catch (ProblemException | ClusterProblem unreadable) {
            // A person may still sync: that the comparison fails now is what a sync may mend.
            model.addAttribute("problem", String.valueOf(unreadable.getMessage()));
        }
        model.addAttribute(
                "preview", SyncPreview.of(opened.name(), resources, choice, key -> kin.mayName(principal, key)));
        model.addAttribute("unconfirmed", !unconfirmed.isEmpty());
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
        if (!choice.isDryRun()
                && !choice.confirmation().equals(opened.name().name())
                && (choice.interrupts() || choice.prunes() && prunesSomething(opened, choice))) {
            String query = choice.query();
            return "redirect:" + AppLink.to(opened.name()) + "/sync" + query + (query.isEmpty() ? "?" : "&")
                    + "unconfirmed=true";
        }
        List<String> targets = opened.application().spec().sources().stream()
                .map(SyncForm::target)
                .toList();
        long operation = reconciliations.sync(opened.name(), choice.command(targets), principal.actor());
        return "redirect:/ops/" + operation;
    }

    private boolean prunesSomething(AppFrame.Opened opened, SyncChoice choice) {
        return !SyncPreview.of(opened.name(), reconciliations.managedResources(opened.name()), choice, key -> true)
                .pruned()
                .isEmpty();
    }
}
