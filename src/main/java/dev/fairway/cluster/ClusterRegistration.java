package dev.fairway.cluster;

import java.util.List;
import java.util.Map;

/**
 * What is needed to know a cluster.
 *
 * @param name unique, for people and for {@code destination.name}
 * @param access where it is and how to sign in
 * @param namespaces the only namespaces the control plane may touch; empty means all, and cluster-scoped objects too
 * @param labels for selecting clusters
 * @param project the project it belongs to; empty if any project may use it
 * @param inCluster whether {@code https://kubernetes.default.svc} and the name {@code in-cluster} mean this one
 */
public record ClusterRegistration(
        String name,
        ClusterAccess access,
        List<String> namespaces,
        Map<String, String> labels,
        String project,
        boolean inCluster) {

    public static ClusterRegistration of(String name, ClusterAccess access) {
        return new ClusterRegistration(name, access, List.of(), Map.of(), "", false);
    }

    /** The control plane's own cluster. */
    public static ClusterRegistration inCluster(ClusterAccess access) {
        return new ClusterRegistration("in-cluster", access, List.of(), Map.of(), "", true);
    }
}
