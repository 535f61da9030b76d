package dev.fairway.cluster;

import dev.fairway.cluster.Clusters.ClusterRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What may be shown of a known cluster. How it answers is another question: {@link Clusters#contact}.
 *
 * @param caPem the only authorities to trust, no secret; empty means those of the Java runtime
 * @param hasToken whether it signs in by a token
 * @param hasCertificate whether it signs in by a client certificate
 */
public record ClusterDetails(
        ClusterRef cluster,
        List<String> namespaces,
        Map<String, String> labels,
        String project,
        boolean inCluster,
        boolean insecure,
        String caPem,
        boolean hasToken,
        boolean hasCertificate,
        Instant createdAt) {}
