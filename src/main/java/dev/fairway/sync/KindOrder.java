package dev.fairway.sync;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which kinds come before which inside a wave: what others need comes first. Only the kind counts, not its group. */
final class KindOrder {

    private static final List<String> ORDER = List.of(
            "Namespace",
            "NetworkPolicy",
            "ResourceQuota",
            "LimitRange",
            "PodSecurityPolicy",
            "PodDisruptionBudget",
            "ServiceAccount",
            "Secret",
            "SecretList",
            "ConfigMap",
            "StorageClass",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "CustomResourceDefinition",
            "ClusterRole",
            "ClusterRoleList",
            "ClusterRoleBinding",
            "ClusterRoleBindingList",
            "Role",
            "RoleList",
            "RoleBinding",
            "RoleBindingList",
            "Service",
            "DaemonSet",
            "Pod",
            "ReplicationController",
            "ReplicaSet",
            "Deployment",
            "HorizontalPodAutoscaler",
            "StatefulSet",
            "Job",
            "CronJob",
            "IngressClass",
            "Ingress",
            "APIService");

    private static final Map<String, Integer> RANKS = new HashMap<>();

    static {
        for (String kind : ORDER) {
            RANKS.put(kind, RANKS.size());
        }
    }

    private KindOrder() {}

    /** The place of a kind; every unknown kind comes after all of the known ones. */
    static int rank(String kind) {
        return RANKS.getOrDefault(kind, ORDER.size());
    }
}
