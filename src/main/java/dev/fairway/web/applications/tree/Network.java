package dev.fairway.web.applications.tree;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The way of a request: what lets it in, the services behind that, and the pods behind those. Made of the objects themselves,
 * so it shows what is asked for, whether or not it works.
 *
 * @param objects the entrances, services and workloads of the application
 */
record Network(Forest forest, Map<ResourceKey, Manifest> objects) {

    private static final Set<String> ENTRANCES =
            Set.of("Ingress", "HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "Route", "VirtualService");

    static boolean matters(Node node) {
        return node.parents().isEmpty() && (ENTRANCES.contains(node.key().kind()) || isService(node) || hasPods(node));
    }

    private static boolean isService(Node node) {
        return node.key().kind().equals("Service") && node.key().group().isEmpty();
    }

    private static boolean hasPods(Node node) {
        return Set.of("Deployment", "StatefulSet", "DaemonSet", "Pod", "ReplicaSet", "Rollout", "Job")
                .contains(node.key().kind());
    }

    List<Band> bands() {
        List<Branch> roots = forest.roots();
        List<Branch> services =
                roots.stream().filter(root -> isService(root.node())).toList();
        Set<ResourceKey> reached = new HashSet<>();
        List<Card> entrances = new ArrayList<>();
        for (Branch root : roots) {
            if (ENTRANCES.contains(root.node().key().kind())) {
                Set<String> names = new HashSet<>();
                object(root).ifPresent(object -> backends(object.at("/spec"), names));
                List<Card> behind = services.stream()
                        .filter(service -> names.contains(service.node().key().name())
                                && reached.add(service.node().key()))
                        .map(service -> service(service, reached))
                        .toList();
                entrances.add(new Card.Single(root.node(), false, behind));
            }
        }
        List<Card> inside = services.stream()
                .filter(service -> reached.add(service.node().key()))
                .map(service -> service(service, reached))
                .toList();
        List<Card> unreached = roots.stream()
                .filter(root -> hasPods(root.node())
                        && !root.node().key().kind().equals("Job")
                        && !reached.contains(root.node().key()))
                .map(Network::workload)
                .toList();
        List<Band> bands = new ArrayList<>();
        add(bands, "outside", "From outside", entrances);
        add(bands, "inside", "Inside the cluster only", inside);
        add(bands, "unreached", "Behind no service", unreached);
        return bands;
    }

    private static void add(List<Band> bands, String id, String title, List<Card> cards) {
        if (!cards.isEmpty()) {
            bands.add(new Band(id, title, Optional.empty(), cards));
        }
    }

    private Card service(Branch service, Set<ResourceKey> reached) {
        JsonNode selector =
                object(service).map(object -> object.at("/spec/selector")).orElse(MissingNode.getInstance());
        List<Card> behind = new ArrayList<>();
        for (Branch root : forest.roots()) {
            if (hasPods(root.node()) && !selector.isEmpty() && selects(selector, root)) {
                reached.add(root.node().key());
                behind.add(workload(root));
            }
        }
        return new Card.Single(service.node(), false, behind);
    }

    private boolean selects(JsonNode selector, Branch workload) {
        String pointer = workload.node().isPod() ? "/metadata/labels" : "/spec/template/metadata/labels";
        JsonNode labels = object(workload).map(object -> object.at(pointer)).orElse(MissingNode.getInstance());
        return selector.properties().stream()
                .allMatch(entry -> labels.path(entry.getKey()).equals(entry.getValue()));
    }

    /** A workload with its pods; what is between them is left out. */
    private static Card workload(Branch root) {
        List<Node> pods = new ArrayList<>();
        root.each(node -> {
            if (node.isPod() && !node.equals(root.node())) {
                pods.add(node);
            }
        });
        List<Card> below = new ArrayList<>();
        List<Node> quiet = new ArrayList<>();
        for (Node pod : pods) {
            if (pod.standsOut() && below.size() < Grouping.WORST_PODS || pods.size() == 1) {
                below.add(new Card.Single(pod, false, List.of()));
            } else {
                quiet.add(pod);
            }
        }
        if (!quiet.isEmpty()) {
            below.add(new Card.Pods("pods:" + root.node().key(), quiet));
        }
        return new Card.Single(root.node(), false, below);
    }

    private Optional<Manifest> object(Branch branch) {
        return Optional.ofNullable(objects.get(branch.node().key()));
    }

    /** Ingresses and routes name services in several places; all of them say so in a field of one of these names. */
    private static void backends(JsonNode node, Set<String> names) {
        if (node.isObject()) {
            node.properties().forEach(entry -> {
                JsonNode value = entry.getValue();
                switch (entry.getKey()) {
                    case "service", "to" -> names.add(value.path("name").asString(""));
                    case "backendRefs" ->
                        value.forEach(ref -> names.add(ref.path("name").asString("")));
                    case "destination" ->
                        names.add(value.path("host").asString("").split("\\.")[0]);
                    default -> {}
                }
                backends(value, names);
            });
        } else if (node.isArray()) {
            node.forEach(each -> backends(each, names));
        }
    }
}
