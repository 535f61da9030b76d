package dev.fairway.cluster.live;

import dev.fairway.cluster.ApiCatalog.ApiKind;
import dev.fairway.resource.GroupKind;
import java.util.Set;

/** Which kinds are watched at all, and which of them whole. */
final class WatchedKinds {

    static final GroupKind CRD = new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition");
    static final GroupKind API_SERVICE = new GroupKind("apiregistration.k8s.io", "APIService");

    /** They change all the time, are many, and nobody declares or owns them by hand. */
    private static final Set<GroupKind> NEVER = Set.of(
            new GroupKind("", "Event"),
            new GroupKind("events.k8s.io", "Event"),
            new GroupKind("", "Endpoints"),
            new GroupKind("discovery.k8s.io", "EndpointSlice"),
            new GroupKind("coordination.k8s.io", "Lease"),
            new GroupKind("", "ComponentStatus"),
            new GroupKind("cilium.io", "CiliumIdentity"),
            new GroupKind("cilium.io", "CiliumEndpoint"),
            new GroupKind("cilium.io", "CiliumEndpointSlice"));

    private static final Set<String> NEVER_GROUPS = Set.of(
            "metrics.k8s.io",
            "custom.metrics.k8s.io",
            "external.metrics.k8s.io",
            "authentication.k8s.io",
            "authorization.k8s.io");

    /** What workloads are made of: shown in trees and needed for health, whoever declared it. */
    private static final Set<GroupKind> WORKLOADS = Set.of(
            new GroupKind("", "Pod"),
            new GroupKind("", "Service"),
            new GroupKind("", "PersistentVolumeClaim"),
            new GroupKind("apps", "Deployment"),
            new GroupKind("apps", "ReplicaSet"),
            new GroupKind("apps", "StatefulSet"),
            new GroupKind("apps", "DaemonSet"),
            new GroupKind("batch", "Job"),
            new GroupKind("batch", "CronJob"),
            new GroupKind("networking.k8s.io", "Ingress"),
            new GroupKind("autoscaling", "HorizontalPodAutoscaler"));

    private WatchedKinds() {}

    static boolean isWatched(ApiKind kind) {
        GroupKind name = kind.gvk().groupKind();
        return kind.isWatchable() && !NEVER.contains(name) && !NEVER_GROUPS.contains(name.group());
    }

    static boolean isWorkload(GroupKind kind) {
        return WORKLOADS.contains(kind);
    }

    /** CustomResourceDefinitions arrive whole because their status says when their kind is served. */
    static boolean arrivesWhole(GroupKind kind) {
        return isWorkload(kind) || kind.equals(CRD);
    }
}
