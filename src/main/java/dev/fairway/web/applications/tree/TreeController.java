package dev.fairway.web.applications.tree;

import dev.fairway.access.Principal;
import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.web.access.Needs;
import dev.fairway.web.applications.AppFrame;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.applications.AppTab;
import dev.fairway.web.applications.resource.ResourceReader;
import dev.fairway.web.applications.tree.Layout.Metrics;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What an application is made of, as a tree. */
@Controller
class TreeController {

    /** What the drawer can show of an object. */
    private static final Set<String> PARTS = Set.of("summary", "logs", "events", "diff", "yaml");

    private final AppFrame frame;
    private final ResourceReader reader;
    private final Reconciliations reconciliations;
    private final Clock clock;

    TreeController(AppFrame frame, ResourceReader reader, Reconciliations reconciliations, Clock clock) {
        this.frame = frame;
        this.reader = reader;
        this.reconciliations = reconciliations;
        this.clock = clock;
    }

    @GetMapping({"/apps/{namespace}/{app}", "/apps/{namespace}/{app}/tree"})
    @Needs(action = "get")
    String tree(
            @PathVariable String namespace,
            @PathVariable String app,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") List<String> kind,
            @RequestParam(defaultValue = "") List<String> health,
            @RequestParam(defaultValue = "") List<String> sync,
            @RequestParam(defaultValue = "false") boolean orphans,
            @RequestParam(defaultValue = "") List<String> expand,
            @RequestParam(defaultValue = "") String focus,
            @RequestParam(defaultValue = "") String as,
            @RequestParam(defaultValue = "summary") String part,
            @RequestParam(defaultValue = "live") String side,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        AppFrame.Opened opened = frame.open(new AppFrame.Visit(namespace, app, principal), AppTab.TREE, model);
        boolean withOrphans = orphans || sync.contains(SyncMark.ORPHANED.name());
        TreeAddress address = new TreeAddress(
                AppLink.to(opened.name()) + "/tree",
                q,
                kind,
                health,
                sync,
                withOrphans,
                new LinkedHashSet<>(expand),
                focus,
                as.equals("table") ? as : "");
        Filter filter = new Filter(
                q, new HashSet<>(kind), chosen(HealthStatus.values(), health), chosen(SyncMark.values(), sync));
        List<TreeNode> live = frame.tree(opened);
        List<TreeNode> beside = frame.orphans(opened);
        Forest own = Forest.of(opened.status(), live);
        Forest all = withOrphans ? own.with(beside) : own;
        Forest found = all.narrowed(filter);
        // Who filters wants to see what matches, not groups of it.
        Grouping grouping = new Grouping(filter.isEmpty() ? address.expand()::contains : group -> true);
        List<Band> bands = Budget.of(address.expand()).spend(grouping.bands(found));
        Layout.Picture picture = Layout.of(bands, focus.isEmpty() ? Metrics.WIDE : Metrics.BESIDE_DRAWER);
        model.addAttribute(
                "tree",
                TreePage.of(
                        opened.name(),
                        picture,
                        opened.status().flatMap(ApplicationStatus::operation),
                        address,
                        all.size(),
                        clock.instant()));
        AppLink.key(focus).ifPresent(key -> {
            reader.read(opened, key, live, model);
            reader.part(opened, key, part, side, model);
            model.addAttribute("part", PARTS.contains(part) ? part : "summary");
            model.addAttribute("partAt", address.href() + "&part=");
            model.addAttribute("focused", focus);
            model.addAttribute("close", address.focused("").href() + "#" + focus);
        });
        model.addAttribute("filters", TreeFilters.of(all, filter, address, roots(beside)));
        return as.equals("table") ? "apps/tree-table" : "apps/tree";
    }

    /** How many orphans there are; what they own is none. */
    private static int roots(List<TreeNode> orphans) {
        return (int) orphans.stream().filter(node -> node.parents().isEmpty()).count();
    }

    private static <E extends Enum<E>> Set<E> chosen(E[] values, List<String> names) {
        Set<E> chosen = new TreeSet<>();
        for (String name : names) {
            Arrays.stream(values)
                    .filter(value -> value.name().equals(name.toUpperCase(Locale.ROOT)))
                    .forEach(chosen::add);
        }
        return chosen;
    }
}
