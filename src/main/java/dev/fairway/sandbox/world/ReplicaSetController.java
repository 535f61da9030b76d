package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.world.Effect.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Keeps as many pods of one template as asked for. */
final class ReplicaSetController implements Controller {

    private static final Source SOURCE = Source.of("replicaset-controller");

    @Override
    public GroupKind kind() {
        return Kinds.REPLICA_SET;
    }

    @Override
    public Turn turn(Manifest set, ClusterView view, Instant now) {
        if (set.isBeingDeleted()) {
            return Turn.nothing();
        }
        Turn.Draft draft = new Turn.Draft(SOURCE);
        Ownership.adoptable(view, Kinds.POD, set).stream()
                .filter(pod -> !PodController.isFinished(pod))
                .forEach(pod -> draft.update(Ownership.controlled(pod, set)));
        if (draft.hasEffects()) {
            return draft.done();
        }
        List<Manifest> pods = PodTally.active(view.controlledBy(Kinds.POD, set));
        int wanted = set.at("/spec/replicas").asInt(1);
        Optional<String> refusal = wanted > pods.size() ? view.refusal(set) : Optional.empty();
        if (wanted > pods.size() && refusal.isEmpty()) {
            create(set, wanted - pods.size(), view, now, draft);
        } else if (wanted < pods.size()) {
            leastWanted(pods).limit(pods.size() - wanted).forEach(pod -> draft.delete(pod)
                    .tell(set, "SuccessfulDelete", "Deleted pod: " + pod.name()));
        }
        PodTally tally = PodTally.of(pods, PodTally.minReady(set), now);
        tally.nextAvailable().ifPresent(draft::again);
        return draft.status(set, status(set, pods, tally, refusal, now)).done();
    }

    private static void create(Manifest set, int count, ClusterView view, Instant now, Turn.Draft draft) {
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < count; i++) {
            String name = Names.fresh(
                    set,
                    now,
                    candidate -> taken.contains(candidate)
                            || view.find(Kinds.POD, set.namespace(), candidate).isPresent());
            taken.add(name);
            draft.create(set, PodTemplate.pod(set, set.at("/spec/template"), name, Map.of()));
            draft.tell(set, "SuccessfulCreate", "Created pod: " + name);
        }
    }

    /** First those that do the least good: without a node, not running, not ready, youngest. */
    private static java.util.stream.Stream<Manifest> leastWanted(List<Manifest> pods) {
        Comparator<Manifest> order = Comparator.<Manifest, Boolean>comparing(
                        pod -> !pod.text("/spec/nodeName").isEmpty())
                .thenComparing(pod -> pod.text("/status/phase").equals("Running"))
                .thenComparing(PodTally::isReady)
                .thenComparing(Comparator.<Manifest, String>comparing(pod -> pod.text("/metadata/creationTimestamp"))
                        .reversed())
                .thenComparing(Manifest::name);
        return new ArrayList<>(pods).stream().sorted(order);
    }

    private static ObjectNode status(
            Manifest set, List<Manifest> pods, PodTally tally, Optional<String> refusal, Instant now) {
        ObjectNode status = Json.object().put("replicas", pods.size());
        Json.putUnlessZero(status, "fullyLabeledReplicas", pods.size());
        Json.putUnlessZero(status, "readyReplicas", tally.ready());
        Json.putUnlessZero(status, "availableReplicas", tally.available());
        status.put("observedGeneration", (int) set.generation());
        Conditions conditions = Conditions.of(set.at("/status"));
        refusal.ifPresentOrElse(
                message -> conditions.set("ReplicaFailure", "True", "FailedCreate", message, now),
                () -> conditions.remove("ReplicaFailure"));
        conditions.writeTo(status);
        return status;
    }
}
