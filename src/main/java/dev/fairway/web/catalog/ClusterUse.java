package dev.fairway.web.catalog;

import dev.fairway.access.Principal;
import dev.fairway.cluster.Clusters;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.resource.Destination;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which applications go to which cluster, however they spell it. */
@Component
public class ClusterUse {

    private final Catalog catalog;
    private final Clusters clusters;

    ClusterUse(Catalog catalog, Clusters clusters) {
        this.catalog = catalog;
        this.clusters = clusters;
    }

    /** What someone may see of them, by the cluster's id. */
    public Map<String, List<Entry>> byCluster(Principal who) {
        Map<String, Optional<ClusterRef>> meant = new HashMap<>();
        Map<String, List<Entry>> used = new HashMap<>();
        for (Entry entry : catalog.seenBy(who).all()) {
            meant.computeIfAbsent(entry.asked().cluster(), this::meant)
                    .ifPresent(cluster -> used.computeIfAbsent(cluster.id(), any -> new ArrayList<>())
                            .add(entry));
        }
        return used;
    }

    /** @param text a name or an address */
    public Optional<ClusterRef> meant(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        boolean isAddress = text.contains("://");
        return clusters.find(new Destination(isAddress ? text : "", isAddress ? "" : text, ""));
    }
}
