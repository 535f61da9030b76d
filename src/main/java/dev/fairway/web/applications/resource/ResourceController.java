package dev.fairway.web.applications.resource;

import dev.fairway.access.Principal;
import dev.fairway.access.policy.Resource;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.web.access.Needs;
import dev.fairway.web.applications.AppFrame;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.applications.AppTab;
import dev.fairway.web.applications.LiveObject;
import java.time.Clock;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One object: its summary, what it is written as, its difference from Git, its events. */
@Controller
@RequestMapping("/apps/{namespace}/{app}/r/{group}/{kind}/{resourceNamespace}/{name}")
class ResourceController {

    private final AppFrame frame;
    private final ResourceReader reader;
    private final Reconciliations reconciliations;
    private final LiveObject live;
    private final Clock clock;

    ResourceController(
            AppFrame frame, ResourceReader reader, Reconciliations reconciliations, LiveObject live, Clock clock) {
        this.frame = frame;
        this.reader = reader;
        this.reconciliations = reconciliations;
        this.live = live;
        this.clock = clock;
    }

    @GetMapping
    @Needs(action = "get")
    String summary(
            ResourceVisit visit,
            @RequestParam(defaultValue = "") String did,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        open(visit, principal, "summary", model);
        model.addAttribute("done", Done.of(did));
        return "apps/resource";
    }

    @GetMapping("/events")
    @Needs(action = "get")
    String events(ResourceVisit visit, @AuthenticationPrincipal Principal principal, Model model) {
        open(visit, principal, "events", model);
        return "apps/resource";
    }

    /** What can be done to it, for the card in a tree. */
    @GetMapping("/menu")
    @Needs(action = "get")
    String menu(ResourceVisit visit, @AuthenticationPrincipal Principal principal, Model model) {
        open(visit, principal, "menu", model);
        return "apps/resource-parts :: menu";
    }

    @GetMapping("/yaml")
    @Needs(action = "get")
    String yaml(
            ResourceVisit visit,
            @RequestParam(defaultValue = "live") String side,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        AppFrame.Opened opened = open(visit, principal, "yaml", model);
        reader.part(opened, visit.key(), "yaml", side, model);
        return "apps/resource";
    }

    @GetMapping("/diff")
    @Needs(action = "get")
    String diff(ResourceVisit visit, @AuthenticationPrincipal Principal principal, Model model) {
        AppFrame.Opened opened = open(visit, principal, "diff", model);
        reader.part(opened, visit.key(), "diff", "", model);
        return "apps/resource";
    }

    /** Logs of objects are a view of the application's logs. */
    @GetMapping("/logs")
    @Needs(resource = Resource.LOGS, action = "get")
    String logs(ResourceVisit visit, @AuthenticationPrincipal Principal principal, Model model) {
        AppFrame.Opened opened =
                frame.open(new AppFrame.Visit(visit.namespace(), visit.app(), principal), AppTab.LOGS, model);
        return "redirect:" + AppLink.to(opened.name()) + "/logs?of="
                + AppLink.encoded(visit.key().toString());
    }

    private AppFrame.Opened open(ResourceVisit visit, Principal principal, String part, Model model) {
        AppFrame.Opened opened =
                frame.open(new AppFrame.Visit(visit.namespace(), visit.app(), principal), AppTab.NONE, model);
        model.addAttribute("pulse", live.pulse(opened.name().toString(), clock.instant()));
        List<TreeNode> tree = frame.tree(opened);
        reader.read(opened, visit.key(), tree, model);
        model.addAttribute("part", part);
        return opened;
    }
}
