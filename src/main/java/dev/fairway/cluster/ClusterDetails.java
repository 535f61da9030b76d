package dev.fairway.cluster;

import dev.fairway.cluster.Clusters.ClusterRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What may be shown of a known cluster. How its connection is doing is asked of its live state, not stored. */
public record ClusterDetails(
        ClusterRef cluster,
        List<String> namespaces,
        Map<String, String> labels,
        String project,
        boolean inCluster,
        boolean insecure,
        Instant createdAt) {}
