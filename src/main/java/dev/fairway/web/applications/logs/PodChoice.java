package dev.fairway.web.applications.logs;

import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.ResourceKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whose logs are read.
 *
 * @param pods all pods of the application
 * @param workloads what else of it has pods below
 * @param read the pods that are read together
 * @param leftOut how many more fit the choice
 */
record PodChoice(List<TreeNode> pods, List<ResourceKey> workloads, List<TreeNode> read, int leftOut) {

    static final int MOST_PODS = 10;

    static PodChoice of(List<TreeNode> tree, LogQuery query) {
        List<TreeNode> pods = tree.stream()
                .filter(node ->
                        node.key().kind().equals("Pod") && node.key().group().isEmpty())
                .sorted(Comparator.comparing(PodChoice::isFine)
                        .thenComparing(node -> node.key().name()))
                .toList();
        Set<ResourceKey> below = query.of().isEmpty() ? Set.of() : below(tree, query.of());
        List<TreeNode> fitting = pods.stream()
                .filter(pod -> query.pod().isEmpty() || pod.key().name().equals(query.pod()))
                .filter(pod -> query.of().isEmpty() || below.contains(pod.key()))
                .toList();
        return new PodChoice(
                pods,
                workloads(tree, pods),
                fitting.stream().limit(MOST_PODS).toList(),
                Math.max(0, fitting.size() - MOST_PODS));
    }

    boolean keepsCrashing() {
        return !read.isEmpty() && read.stream().allMatch(pod -> pod.info().contains("CrashLoopBackOff"));
    }

    private static boolean isFine(TreeNode pod) {
        return pod.health()
                .map(health -> !health.status().isWorseThan(dev.fairway.health.HealthStatus.SUSPENDED))
                .orElse(true);
    }

    /** Only what Git writes: a person thinks in Deployments, not in their ReplicaSets. */
    private static List<ResourceKey> workloads(List<TreeNode> tree, List<TreeNode> pods) {
        List<ResourceKey> workloads = new ArrayList<>();
        for (TreeNode node : tree) {
            if (node.parents().isEmpty() && !pods.contains(node)) {
                Set<ResourceKey> below = below(tree, node.key().toString());
                if (pods.stream().anyMatch(pod -> below.contains(pod.key()))) {
                    workloads.add(node.key());
                }
            }
        }
        return workloads;
    }

    /** Owners come before what they own in the tree, so one pass is enough. */
    private static Set<ResourceKey> below(List<TreeNode> tree, String of) {
        Set<ResourceKey> found = new HashSet<>();
        for (TreeNode node : tree) {
            if (node.key().toString().equals(of) || node.parents().stream().anyMatch(found::contains)) {
                found.add(node.key());
            }
        }
        return found;
    }
}
