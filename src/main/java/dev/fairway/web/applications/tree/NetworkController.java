package dev.fairway.web.applications.tree;

import dev.fairway.access.Principal;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import dev.fairway.web.access.Needs;
import dev.fairway.web.applications.AppFrame;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.applications.AppTab;
import dev.fairway.web.applications.tree.Layout.Metrics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** How a request reaches an application's pods. */
@Controller
class NetworkController {

    /** Each is read on its own; an application with more entrances, services and workloads shows the first. */
    private static final int MOST_OBJECTS = 100;

    private final AppFrame frame;
    private final Reconciliations reconciliations;
    private final Clock clock;

    NetworkController(AppFrame frame, Reconciliations reconciliations, Clock clock) {
        this.frame = frame;
        this.reconciliations = reconciliations;
        this.clock = clock;
    }

    @GetMapping("/apps/{namespace}/{app}/network")
    @Needs(action = "get")
    String network(
            @PathVariable String namespace,
            @PathVariable String app,
            @AuthenticationPrincipal Principal principal,
            Model model) {
        AppFrame.Opened opened = frame.open(new AppFrame.Visit(namespace, app, principal), AppTab.NETWORK, model);
        Forest forest = Forest.of(opened.status(), frame.tree(opened));
        Map<ResourceKey, Manifest> objects = new HashMap<>();
        List<String> unread = new ArrayList<>();
        AtomicInteger asked = new AtomicInteger();
        forest.roots().stream()
                .map(Branch::node)
                .filter(Network::matters)
                .limit(MOST_OBJECTS)
                .forEach(node -> {
                    asked.incrementAndGet();
                    opened.troubles()
                            .readOne(() -> reconciliations.liveObject(opened.name(), node.key()), unread)
                            .flatMap(found -> found)
                            .ifPresent(object -> objects.put(node.key(), object));
                });
        opened.troubles().partly("The network", asked.get(), unread);
        List<Band> bands = Budget.of(Set.of()).spend(new Network(forest, objects).bands());
        TreeAddress address = new TreeAddress(
                AppLink.to(opened.name()) + "/tree", "", List.of(), List.of(), List.of(), false, Set.of(), "", "");
        model.addAttribute(
                "tree",
                TreePage.of(
                        opened.name(),
                        Layout.of(bands, Metrics.WIDE),
                        Optional.empty(),
                        address,
                        forest.size(),
                        clock.instant()));
        return "apps/network";
    }
}
