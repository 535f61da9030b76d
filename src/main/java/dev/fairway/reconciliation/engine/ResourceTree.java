package dev.fairway.reconciliation.engine;

import dev.fairway.cluster.ClusterDriver;
import dev.fairway.cluster.LiveState;
import dev.fairway.cluster.LiveState.LiveRecord;
import dev.fairway.health.HealthAssessor;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The managed objects and, by owner references, everything they own. */
record ResourceTree(ClusterDriver driver, HealthAssessor health, NodeFacts.Kept facts) {

    /** Enough for any application a person looks at; the rest is left out. */
    static final int MOST_NODES = 20_000;

    /** Where a Deployment numbers its revisions. */
    private static final String REVISION = "deployment.kubernetes.io/revision";

    private record Found(LiveRecord object, List<ResourceKey> parents) {}

    List<TreeNode> of(List<ResourceKey> managed) {
        LiveState live = driver.live();
        List<TreeNode> nodes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Deque<Found> open = new ArrayDeque<>();
        for (ResourceKey key : managed) {
            live.find(key)
                    .ifPresentOrElse(object -> open.add(new Found(object, List.of())), () -> nodes.add(missing(key)));
        }
        while (!open.isEmpty() && nodes.size() < MOST_NODES) {
            Found found = open.removeFirst();
            if (!seen.add(found.object().uid())) {
                continue;
            }
            nodes.add(node(live, found));
            for (LiveRecord child : live.ownedBy(found.object().uid())) {
                open.addLast(new Found(child, List.of(found.object().key())));
            }
        }
        return nodes;
    }

    private static TreeNode missing(ResourceKey key) {
        return new TreeNode(key, "", "", List.of(), Optional.empty(), Optional.empty(), false, List.of(), List.of());
    }

    private TreeNode node(LiveState live, Found found) {
        LiveRecord object = found.object();
        NodeFacts told = facts.of(object, () -> told(object.full() ? live.get(object.key()) : Optional.empty()));
        return new TreeNode(
                object.key(),
                object.version(),
                object.uid(),
                found.parents(),
                told.health(),
                Optional.of(object.createdAt()),
                object.beingDeleted(),
                told.info(),
                told.images());
    }

    private NodeFacts told(Optional<Manifest> whole) {
        return new NodeFacts(
                whole.flatMap(health::assess),
                whole.map(ResourceTree::info).orElse(List.of()),
                whole.map(ResourceTree::images).orElse(List.of()));
    }

    private static List<String> info(Manifest object) {
        JsonNode status = object.tree().path("status");
        return switch (object.kind()) {
            case "Deployment", "StatefulSet" -> List.of(ready(object));
            case "ReplicaSet" ->
                object.annotation(REVISION)
                        .map(revision -> List.of("rev " + revision, ready(object)))
                        .orElse(List.of(ready(object)));
            case "DaemonSet" ->
                List.of("%d/%d ready"
                        .formatted(
                                status.path("numberReady").asInt(0),
                                status.path("desiredNumberScheduled").asInt(0)));
            case "Pod" -> pod(object);
            default -> List.of();
        };
    }

    private static String ready(Manifest workload) {
        return "%d/%d ready"
                .formatted(
                        workload.at("/status/readyReplicas").asInt(0),
                        workload.at("/spec/replicas").asInt(1));
    }

    private static List<String> pod(Manifest object) {
        JsonNode status = object.at("/status");
        int restarts = 0;
        String waiting = "";
        for (JsonNode container : status.path("containerStatuses")) {
            restarts += container.path("restartCount").asInt(0);
            String reason =
                    container.path("state").path("waiting").path("reason").asString("");
            waiting = reason.isEmpty() ? waiting : reason;
        }
        List<String> info = new ArrayList<>();
        object.optionalText("/spec/nodeName").ifPresent(node -> info.add("on " + node));
        info.add(waiting.isEmpty() ? status.path("phase").asString("Unknown") : waiting);
        if (restarts > 0) {
            info.add(restarts == 1 ? "1 restart" : restarts + " restarts");
        }
        return info;
    }

    private static List<String> images(Manifest object) {
        List<String> images = new ArrayList<>();
        object.at("/spec/containers")
                .forEach(container -> images.add(container.path("image").asString("")));
        return images;
    }
}
