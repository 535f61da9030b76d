package dev.fairway.web.settings.clusters;

import dev.fairway.access.Principal;
import dev.fairway.cluster.Clusters;
import dev.fairway.cluster.Clusters.ClusterRef;
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
    String list(
            @RequestParam(defaultValue = "") String tested, @AuthenticationPrincipal Principal principal, Model model) {
        List<ClusterView> rows = overview.all();
        model.addAttribute("rows", rows);
        model.addAttribute(
                "failing",
                rows.stream().filter(row -> row.failing().isPresent()).count());
        model.addAttribute(
                "tested",
                rows.stream().filter(row -> row.id().equals(tested)).findFirst().orElse(null));
        model.addAttribute("denied", rights.refusal(principal));
        return "settings/clusters";
    }

    @PostMapping("/settings/clusters/{id}/test")
    String test(@PathVariable String id) {
        clusters.test(overview.require(id));
        return "redirect:/settings/clusters?tested=" + overview.require(id).id();
    }

    @PostMapping("/settings/clusters/{id}/relist")
    String relist(@PathVariable String id, @AuthenticationPrincipal Principal principal) {
        ClusterRef cluster = overview.require(id);
        clusters.relist(cluster, principal.actor());
        return "redirect:/settings/clusters/" + cluster.id() + "?relisted=true";
    }

    @GetMapping("/settings/clusters/{id}/remove")
    String ask(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean mistyped,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        ClusterRef cluster = overview.require(id);
        List<ClusterOverview.Member> members = overview.members(cluster);
        model.addAttribute("cluster", overview.one(cluster));
        model.addAttribute("members", members);
        model.addAttribute(
                "objects",
                members.stream().mapToInt(ClusterOverview.Member::objects).sum());
        model.addAttribute("mistyped", mistyped);
        model.addAttribute("denied", rights.refusal(principal));
        return "settings/cluster-remove";
    }

    @PostMapping("/settings/clusters/{id}/remove")
    String remove(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String typed,
            @AuthenticationPrincipal Principal principal) {
        ClusterRef cluster = overview.require(id);
        if (!typed.strip().equals(cluster.name())) {
            return "redirect:/settings/clusters/" + cluster.id() + "/remove?mistyped=true";
        }
        clusters.remove(cluster, principal.actor());
        return "redirect:/settings/clusters";
    }
}
