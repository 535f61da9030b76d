package dev.fairway.web.applications.config;

import dev.fairway.access.Principal;
import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.WellKnown;
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
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Deletes an application, with what it runs or without; says first what that is. */
@Controller
class AppDeletionController {

    private final AppFrame frame;
    private final Applications applications;
    private final Kin kin;

    AppDeletionController(AppFrame frame, Applications applications, Kin kin) {
        this.frame = frame;
        this.applications = applications;
        this.kin = kin;
    }

    @GetMapping("/apps/{namespace}/{app}/delete")
    @Needs(action = "get")
    String ask(
            @PathVariable String namespace,
            @PathVariable String app,
            @RequestParam(defaultValue = "false") boolean mistyped,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        AppFrame.Opened opened = frame.open(new AppFrame.Visit(namespace, app, principal), AppTab.NONE, model);
        List<TreeNode> tree = frame.tree(opened);
        model.addAttribute("mistyped", mistyped);
        model.addAttribute("all", tree.size());
        model.addAttribute(
                "managed",
                tree.stream()
                        .filter(node -> node.parents().isEmpty())
                        .map(node -> node.key().display())
                        .toList());
        Kin.Shown<Application> children = kin.childrenOf(principal, opened.name());
        model.addAttribute(
                "children",
                children.named().stream().map(child -> child.name().name()).toList());
        return "apps/delete";
    }

    @PostMapping("/apps/{namespace}/{app}/delete")
    @Needs(action = "delete")
    String delete(
            @PathVariable String namespace,
            @PathVariable String app,
            @RequestParam(defaultValue = "true") boolean cascade,
            @RequestParam(defaultValue = "") String typed,
            @AuthenticationPrincipal Principal principal) {
        ApplicationName name = new ApplicationName(namespace, app);
        if (!typed.strip().equals(app)) {
            return "redirect:" + AppLink.to(name) + "/delete?mistyped=true";
        }
        applications.change(name, before -> withFinalizer(before, cascade), principal.actor());
        applications.requestDeletion(name, principal.actor());
        return "redirect:/apps";
    }

    /** The finalizer is what makes the objects go before the application does. */
    private static Manifest withFinalizer(Manifest application, boolean cascade) {
        return application.with(tree -> {
            ObjectNode metadata = tree.withObject("/metadata");
            ArrayNode kept = metadata.arrayNode();
            metadata.path("finalizers")
                    .valueStream()
                    .filter(finalizer -> !finalizer.asString("").startsWith(WellKnown.RESOURCES_FINALIZER))
                    .forEach(kept::add);
            if (cascade) {
                kept.add(WellKnown.RESOURCES_FINALIZER);
            }
            metadata.set("finalizers", kept);
        });
    }
}
