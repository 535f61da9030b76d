package dev.fairway.web.operations;

import dev.fairway.diagnosis.Member;
import dev.fairway.diagnosis.PodState;
import dev.fairway.diagnosis.PodState.Generation;
import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.Sighting;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.ResourceKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pods of a tree, and which of them deserve a closer look. */
final class Pods {

    /** Ten pods that fail alike say no more than five. */
    private static final int MOST = 5;

    private static final Pattern REVISION = Pattern.compile("rev (\\d+)");

    private final Map<ResourceKey, TreeNode> nodes = new HashMap<>();
    private final List<TreeNode> all;

    private Pods(List<TreeNode> all) {
        this.all = all;
        all.forEach(node -> nodes.put(node.key(), node));
    }

    static Pods of(List<TreeNode> tree) {
        return new Pods(tree);
    }

    List<Member> members() {
        return all.stream()
                .map(node -> new Member(node.key(), node.parents(), node.health()))
                .toList();
    }

    /** What is not well: pods of the newest template first, and what they hang from. */
    List<ResourceKey> worthALook() {
        List<TreeNode> unwell = all.stream()
                .filter(node -> isPod(node) && !isReady(node))
                .sorted(Comparator.comparing((TreeNode node) -> generation(node) == Generation.OLD)
                        .thenComparing(TreeNode::key))
                .toList();
        Map<ResourceKey, Integer> perWorkload = new HashMap<>();
        Set<ResourceKey> keys = new LinkedHashSet<>();
        for (TreeNode pod : unwell) {
            if (perWorkload.merge(workload(pod), 1, Integer::sum) <= MOST) {
                keys.add(pod.key());
                ancestors(pod).forEach(owner -> keys.add(owner.key()));
            }
        }
        all.stream().filter(node -> !isPod(node) && isUnwell(node)).forEach(node -> keys.add(node.key()));
        return List.copyOf(keys);
    }

    List<PodState> states(List<Sighting> sightings) {
        Map<ResourceKey, Sighting> seen = new HashMap<>();
        sightings.forEach(sighting -> seen.put(sighting.key(), sighting));
        List<PodState> states = new ArrayList<>();
        for (TreeNode node : all) {
            if (isPod(node)) {
                states.add(Optional.ofNullable(seen.get(node.key()))
                        .map(sighting -> PodState.of(sighting.object(), workload(node), generation(node)))
                        .orElseGet(() -> new PodState(
                                node.key(), workload(node), generation(node), isReady(node), "", List.of())));
            }
        }
        return states;
    }

    private static boolean isPod(TreeNode node) {
        return node.key().kind().equals("Pod") && node.key().group().isEmpty();
    }

    private static boolean isReady(TreeNode node) {
        return node.health()
                .filter(health -> health.status() == HealthStatus.HEALTHY)
                .isPresent();
    }

    private static boolean isUnwell(TreeNode node) {
        return node.health()
                .filter(health ->
                        health.status() == HealthStatus.DEGRADED || health.status() == HealthStatus.PROGRESSING)
                .isPresent();
    }

    private ResourceKey workload(TreeNode pod) {
        List<TreeNode> ancestors = ancestors(pod);
        return ancestors.isEmpty() ? pod.key() : ancestors.getLast().key();
    }

    private List<TreeNode> ancestors(TreeNode node) {
        List<TreeNode> ancestors = new ArrayList<>();
        Optional<TreeNode> next = owner(node);
        while (next.isPresent() && ancestors.size() < 10) {
            ancestors.add(next.get());
            next = owner(next.get());
        }
        return ancestors;
    }

    private Optional<TreeNode> owner(TreeNode node) {
        return node.parents().stream().findFirst().map(nodes::get);
    }

    /** A pod is old if a sibling of the set that made it has a higher revision. */
    private Generation generation(TreeNode pod) {
        Optional<TreeNode> set = owner(pod);
        int own = set.map(Pods::revision).orElse(0);
        boolean outdated = set.isPresent()
                && all.stream()
                        .anyMatch(other -> other.key().kind().equals("ReplicaSet")
                                && other.parents().equals(set.get().parents())
                                && revision(other) > own);
        return outdated ? Generation.OLD : Generation.NEW;
    }

    private static int revision(TreeNode set) {
        for (String fact : set.info()) {
            Matcher matcher = REVISION.matcher(fact);
            if (matcher.matches()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        return 0;
    }
}
