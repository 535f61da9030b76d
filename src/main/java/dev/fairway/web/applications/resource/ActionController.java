package dev.fairway.web.applications.resource;

import dev.fairway.access.Principal;
import dev.fairway.cluster.ClusterDriver.Propagation;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.ResourceAction;
import dev.fairway.reconciliation.ResourceActions;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import dev.fairway.web.access.Needs;
import dev.fairway.web.applications.AppFrame;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.applications.AppTab;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a person does to one object. */
@Controller
@RequestMapping("/apps/{namespace}/{app}/r/{group}/{kind}/{resourceNamespace}/{name}")
class ActionController {

    private final AppFrame frame;
    private final ResourceReader reader;
    private final Reconciliations reconciliations;
    private final ResourceActions actions;

    ActionController(AppFrame frame, ResourceReader reader, Reconciliations reconciliations, ResourceActions actions) {
        this.frame = frame;
        this.reader = reader;
        this.reconciliations = reconciliations;
        this.actions = actions;
    }

    @PostMapping("/act")
    @Needs(action = "action/{group}/{kind}/{verb}")
    String act(
            ResourceVisit visit,
            @RequestParam String verb,
            @RequestParam(defaultValue = "0") int replicas,
            @AuthenticationPrincipal Principal principal) {
        ResourceAction action =
                switch (verb) {
                    case "restart" -> new ResourceAction.Restart();
                    case "scale" -> new ResourceAction.Scale(replicas);
                    case "pause" -> new ResourceAction.PauseRollout();
                    case "resume" -> new ResourceAction.ResumeRollout();
                    case "suspend" -> new ResourceAction.Suspend();
                    case "unsuspend" -> new ResourceAction.Unsuspend();
                    case "run" -> new ResourceAction.RunNow();
                    case "terminate" -> new ResourceAction.Terminate();
                    case "promote" -> new ResourceAction.Promote();
                    case "promote-full" -> new ResourceAction.PromoteFully();
                    case "abort" -> new ResourceAction.Abort();
                    case "retry" -> new ResourceAction.Retry();
                    case "reconcile" -> new ResourceAction.Reconcile();
                    case "refresh" -> new ResourceAction.Refresh();
                    default ->
                        throw Problem.stalled("NotPossible", "There is no such action.")
                                .asException();
                };
        ApplicationName name = new ApplicationName(visit.namespace(), visit.app());
        actions.act(name, visit.key(), action, principal.actor());
        return "redirect:" + AppLink.to(name, visit.key()) + "?did=" + action.verb();
    }

    /** Says what goes with the object before anything is done. */
    @GetMapping("/delete")
    @Needs(action = "get")
    String ask(
            ResourceVisit visit,
            @RequestParam(defaultValue = "false") boolean mistyped,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        AppFrame.Opened opened = frame.open(visit(visit, principal), AppTab.NONE, model);
        List<TreeNode> tree = frame.tree(opened);
        reader.read(opened, visit.key(), tree, model);
        model.addAttribute("part", "delete");
        model.addAttribute(
                "deletion", frame.permits(visit(visit, principal), opened).deletion(visit.key()));
        model.addAttribute("mistyped", mistyped);
        model.addAttribute(
                "owned",
                ResourceReader.ownedBy(visit.key(), tree).stream()
                        .map(TreeNode::key)
                        .map(ResourceKey::display)
                        .toList());
        model.addAttribute(
                "uid",
                tree.stream()
                        .filter(node -> node.key().equals(visit.key()))
                        .map(TreeNode::uid)
                        .findFirst()
                        .orElse(""));
        return "apps/resource";
    }

    private static AppFrame.Visit visit(ResourceVisit visit, Principal principal) {
        return new AppFrame.Visit(visit.namespace(), visit.app(), principal);
    }

    @PostMapping("/delete")
    @Needs(action = "delete/{group}/{kind}/{resourceNamespace}/{name}")
    String delete(
            ResourceVisit visit,
            @RequestParam String uid,
            @RequestParam(defaultValue = "FOREGROUND") Propagation propagation,
            @RequestParam(defaultValue = "") String typed,
            @AuthenticationPrincipal Principal principal) {
        ApplicationName name = new ApplicationName(visit.namespace(), visit.app());
        if (!typed.strip().equals(visit.name())) {
            return "redirect:" + AppLink.to(name, visit.key()) + "/delete?mistyped=true";
        }
        actions.act(name, visit.key(), new ResourceAction.Delete(uid, propagation), principal.actor());
        return "redirect:" + AppLink.to(name) + "/tree";
    }
}
