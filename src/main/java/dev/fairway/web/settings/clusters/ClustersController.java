package dev.fairway.web.settings.clusters;

import dev.fairway.access.Principal;
import dev.fairway.access.policy.Resource;
import dev.fairway.cluster.Clusters;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import dev.fairway.web.access.SignedIn;
import dev.fairway.web.settings.SettingsRights;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /settings/clusters}: the list, a test, reading everything again, and the removal. */
@Controller
class ClustersController {

    private final ClusterOverview overview;
    private final Clusters clusters;
    private final SettingsRights rights;

    ClustersController(ClusterOverview overview, Clusters clusters, SettingsRights rights) {
        this.overview = overview;
        this.clusters = clusters;
        this.rights = rights;
    }

    @GetMapping("/settings/clusters")
    @SignedIn
    String list(
            @RequestParam(defaultValue = "") String tested, @AuthenticationPrincipal Principal principal, Model model) {
        List<ClusterView> rows =
                overview.all(principal, cluster -> rights.isAllowed(principal, rights.cluster("get", cluster)));
        model.addAttribute("rows", rows);
        model.addAttribute(
                "failing",
                rows.stream().filter(row -> row.failing().isPresent()).count());
        model.addAttribute(
                "tested",
                rows.stream().filter(row -> row.id().equals(tested)).findFirst().orElse(null));
        model.addAttribute("denied", rights.refusalSomewhere(principal, Resource.CLUSTERS, "update"));
        return "settings/clusters";
    }

    @PostMapping("/settings/clusters/{id}/test")
    @Needs(resource = Resource.CLUSTERS, action = "update", on = On.SOMEWHERE)
    String test(@PathVariable String id, @AuthenticationPrincipal Principal principal) {
        ClusterRef cluster = require(id, "update", principal);
        clusters.test(cluster);
        return "redirect:/settings/clusters?tested=" + cluster.id();
    }

    @PostMapping("/settings/clusters/{id}/relist")
    @Needs(resource = Resource.CLUSTERS, action = "update", on = On.SOMEWHERE)
    String relist(@PathVariable String id, @AuthenticationPrincipal Principal principal) {
        ClusterRef cluster = require(id, "update", principal);
        clusters.relist(cluster, principal.actor());
        return "redirect:/settings/clusters/" + cluster.id() + "?relisted=true";
    }

    @GetMapping("/settings/clusters/{id}/remove")
    @SignedIn
    String ask(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean mistyped,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        ClusterRef cluster = require(id, "get", principal);
        List<ClusterOverview.Member> members = overview.members(cluster, principal);
        model.addAttribute("cluster", overview.one(cluster, principal));
        model.addAttribute("members", members);
        model.addAttribute(
                "objects",
                members.stream().mapToInt(ClusterOverview.Member::objects).sum());
        model.addAttribute("mistyped", mistyped);
        model.addAttribute("denied", rights.refusal(principal, rights.cluster("delete", cluster)));
        return "settings/cluster-remove";
    }

    @PostMapping("/settings/clusters/{id}/remove")
    @Needs(resource = Resource.CLUSTERS, action = "delete", on = On.SOMEWHERE)
    String remove(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String typed,
            @AuthenticationPrincipal Principal principal) {
        ClusterRef cluster = require(id, "delete", principal);
        if (!typed.strip().equals(cluster.name())) {
            return "redirect:/settings/clusters/" + cluster.id() + "/remove?mistyped=true";
        }
        clusters.remove(cluster, principal.actor());
        return "redirect:/settings/clusters";
    }

    /** One that may not be read is answered like one that is not there. */
    private ClusterRef require(String id, String action, Principal principal) {
        ClusterRef cluster = overview.require(id, known -> rights.isAllowed(principal, rights.cluster("get", known)));
        rights.require(principal, rights.cluster(action, cluster));
        return cluster;
    }
}
