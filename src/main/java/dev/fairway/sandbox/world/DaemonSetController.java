package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.world.Effect.Source;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** One pod on every node that the template's selector admits. */
final class DaemonSetController implements Controller {

    private static final Source SOURCE = Source.of("daemonset-controller");

    @Override
    public GroupKind kind() {
        return Kinds.DAEMON_SET;
    }

    @Override
    public Turn turn(Manifest set, ClusterView view, Instant now) {
        if (set.isBeingDeleted()) {
            return Turn.nothing();
        }
        Turn.Draft draft = new Turn.Draft(SOURCE);
        String hash = Revisions.hash(set);
        Revisions.keep(set, view, draft);
        List<String> wanted = view.list(Kinds.NODE, "").stream()
                .filter(node -> Json.strings(set.at("/spec/template/spec/nodeSelector")).entrySet().stream()
                        .allMatch(label -> label.getValue().equals(node.labels().get(label.getKey()))))
                .map(Manifest::name)
                .toList();
        List<Manifest> pods = view.controlledBy(Kinds.POD, set);
        Set<String> taken = new HashSet<>();
        for (String node : wanted) {
            boolean there = pods.stream().anyMatch(pod -> node.equals(nodeOf(pod)) && !PodController.isFinished(pod));
            if (!there && view.refusal(set).isEmpty()) {
                create(set, node, hash, view, now, taken, draft);
            }
        }
        pods.stream()
                .filter(pod -> !pod.isBeingDeleted())
                .filter(pod -> PodController.isFinished(pod) || !wanted.contains(nodeOf(pod)))
                .forEach(pod -> remove(set, pod, draft));
        List<Manifest> alive = PodTally.active(pods);
        if (!set.text("/spec/updateStrategy/type").equals("OnDelete")) {
            replace(set, alive, wanted.size(), hash, draft);
        }
        PodTally tally = PodTally.of(alive, PodTally.minReady(set), now);
        tally.nextAvailable().ifPresent(draft::again);
        return draft.status(set, status(set, alive, tally, wanted.size(), hash)).done();
    }

    private static String nodeOf(Manifest pod) {
        return Scheduling.wantedNode(pod).orElse(pod.text("/spec/nodeName"));
    }

    private static void create(
            Manifest set,
            String node,
            String hash,
            ClusterView view,
            Instant now,
            Set<String> taken,
            Turn.Draft draft) {
        String name = Names.fresh(
                set,
                now,
                candidate -> taken.contains(candidate)
                        || view.find(Kinds.POD, set.namespace(), candidate).isPresent());
        taken.add(name);
        Map<String, String> labels =
                Map.of(Revisions.HASH, hash, "pod-template-generation", String.valueOf(set.generation()));
        draft.create(set, PodTemplate.pod(set, set.at("/spec/template"), name, labels, spec -> pinTo(spec, node)));
        draft.tell(set, "SuccessfulCreate", "Created pod: " + name);
    }

    private static void pinTo(ObjectNode spec, String node) {
        spec.withObjectProperty("affinity")
                .withObjectProperty("nodeAffinity")
                .withObjectProperty("requiredDuringSchedulingIgnoredDuringExecution")
                .putArray("nodeSelectorTerms")
                .addObject()
                .putArray("matchFields")
                .addObject()
                .put("key", "metadata.name")
                .put("operator", "In")
                .putArray("values")
                .add(node);
    }

    /** Takes away as many old pods as may be missing at a time. */
    private static void replace(Manifest set, List<Manifest> alive, int wanted, String hash, Turn.Draft draft) {
        int may = Math.max(
                1, set.at("/spec/updateStrategy/rollingUpdate/maxUnavailable").asInt(1));
        long missing = wanted - alive.stream().filter(PodTally::isReady).count();
        List<Manifest> old = alive.stream()
                .filter(pod -> !hash.equals(pod.labels().get(Revisions.HASH)))
                .toList();
        // An old pod that is not well costs nothing.
        old.stream().filter(pod -> !PodTally.isReady(pod)).forEach(pod -> remove(set, pod, draft));
        old.stream()
                .filter(PodTally::isReady)
                .limit(Math.max(0, may - missing))
                .forEach(pod -> remove(set, pod, draft));
    }

    private static void remove(Manifest set, Manifest pod, Turn.Draft draft) {
        draft.delete(pod).tell(set, "SuccessfulDelete", "Deleted pod: " + pod.name());
    }

    private static ObjectNode status(Manifest set, List<Manifest> pods, PodTally tally, int wanted, String hash) {
        int updated = (int) pods.stream()
                .filter(pod -> hash.equals(pod.labels().get(Revisions.HASH)))
                .count();
        ObjectNode status = Json.object();
        status.put("currentNumberScheduled", Math.min(wanted, pods.size()));
        status.put("numberMisscheduled", 0);
        status.put("desiredNumberScheduled", wanted);
        status.put("numberReady", tally.ready());
        status.put("observedGeneration", (int) set.generation());
        Json.putUnlessZero(status, "updatedNumberScheduled", updated);
        Json.putUnlessZero(status, "numberAvailable", tally.available());
        Json.putUnlessZero(status, "numberUnavailable", wanted - tally.available());
        return status;
    }
}
