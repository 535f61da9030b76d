package dev.fairway.health;

import dev.fairway.resource.GroupKind;
import java.util.Map;
import java.util.Optional;

/** The kinds whose health takes more than a line to tell. */
final class BuiltInRules {

    private static final Map<GroupKind, Rule> RULES = Map.ofEntries(
            rule("apps", "Deployment", DeploymentHealth::assess),
            rule("extensions", "Deployment", DeploymentHealth::assess),
            rule("apps", "StatefulSet", StatefulSetHealth::assess),
            rule("apps", "DaemonSet", DaemonSetHealth::assess),
            rule("extensions", "DaemonSet", DaemonSetHealth::assess),
            rule("apps", "ReplicaSet", ReplicaSetHealth::assess),
            rule("extensions", "ReplicaSet", ReplicaSetHealth::assess),
            rule("", "Pod", PodHealth::assess),
            rule("batch", "Job", JobHealth::assess),
            rule("batch", "CronJob", CronJobHealth::assess),
            rule("networking.k8s.io", "Ingress", LoadBalancerHealth::ingress),
            rule("extensions", "Ingress", LoadBalancerHealth::ingress),
            rule("", "Service", LoadBalancerHealth::service),
            rule("", "PersistentVolumeClaim", PersistentVolumeClaimHealth::assess),
            rule("autoscaling", "HorizontalPodAutoscaler", HorizontalPodAutoscalerHealth::assess),
            rule("apiregistration.k8s.io", "APIService", ApiServiceHealth::assess),
            rule("policy", "PodDisruptionBudget", PodDisruptionBudgetHealth::assess),
            rule("apiextensions.k8s.io", "CustomResourceDefinition", CustomResourceDefinitionHealth::assess),
            rule("argoproj.io", "Workflow", WorkflowHealth::assess),
            rule("argoproj.io", "Application", ApplicationHealth::assess));

    private BuiltInRules() {}

    static Optional<Rule> of(GroupKind kind) {
        return Optional.ofNullable(RULES.get(kind));
    }

    private static Map.Entry<GroupKind, Rule> rule(String group, String kind, Rule rule) {
        return Map.entry(new GroupKind(group, kind), rule);
    }
}
