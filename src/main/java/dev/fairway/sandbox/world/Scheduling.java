package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Finds a node for a pod: by its selector and affinity to a name, then the one with the fewest of its kin. */
sealed interface Scheduling {

    record Placed(String node) implements Scheduling {}

    /** In the scheduler's words. */
    record Nowhere(String message) implements Scheduling {}

    static Scheduling decide(Manifest pod, ClusterView view) {
        Optional<String> rule = view.rules().unschedulable(pod);
        List<Manifest> nodes = view.list(Kinds.NODE, "");
        if (rule.isPresent()) {
            return nowhere(nodes.size(), nodes.size() + " " + rule.get());
        }
        Optional<String> claim = unboundClaim(pod, view);
        if (claim.isPresent()) {
            return nowhere(nodes.size(), claim.get());
        }
        List<Manifest> fitting = nodes.stream().filter(node -> fits(pod, node)).toList();
        if (fitting.isEmpty()) {
            return nowhere(nodes.size(), nodes.size() + " node(s) didn't match Pod's node affinity/selector");
        }
        return new Placed(leastLoaded(pod, fitting, view));
    }

    private static Nowhere nowhere(int nodes, String why) {
        return new Nowhere("0/" + nodes + " nodes are available: " + why
                + ". preemption: 0/" + nodes + " nodes are available: " + nodes
                + " Preemption is not helpful for scheduling.");
    }

    private static Optional<String> unboundClaim(Manifest pod, ClusterView view) {
        for (JsonNode volume : pod.at("/spec/volumes")) {
            String name = Json.text(volume.path("persistentVolumeClaim").path("claimName"));
            if (!name.isEmpty()) {
                Optional<Manifest> claim = view.find(Kinds.CLAIM, pod.namespace(), name);
                if (claim.isEmpty()) {
                    return Optional.of("persistentvolumeclaim \"" + name + "\" not found");
                }
                if (!claim.get().text("/status/phase").equals("Bound")) {
                    return Optional.of("pod has unbound immediate PersistentVolumeClaims");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean fits(Manifest pod, Manifest node) {
        Map<String, String> labels = node.labels();
        boolean selected = Json.strings(pod.at("/spec/nodeSelector")).entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(labels.get(entry.getKey())));
        return selected && wantedNode(pod).map(node.name()::equals).orElse(true);
    }

    /** The node a DaemonSet wants its pod on. */
    static Optional<String> wantedNode(Manifest pod) {
        String path = "/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution"
                + "/nodeSelectorTerms/0/matchFields/0/values/0";
        return pod.optionalText(path);
    }

    private static String leastLoaded(Manifest pod, List<Manifest> fitting, ClusterView view) {
        Map<String, Integer> pods = new TreeMap<>();
        fitting.forEach(node -> pods.put(node.name(), 0));
        String owner = Ownership.controllerOf(pod)
                .map(reference -> Json.text(reference.path("uid")))
                .orElse("");
        view.controlledBy(Kinds.POD, owner)
                .forEach(other -> pods.computeIfPresent(other.text("/spec/nodeName"), (node, count) -> count + 1));
        return pods.entrySet().stream()
                .min(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow()
                .getKey();
    }
}
