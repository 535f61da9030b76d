package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.world.Effect.Source;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** The scheduler and the end of a pod; what happens on a node is the {@link Kubelet}'s. */
final class PodController implements Controller {

    private static final Source SCHEDULER = Source.of("default-scheduler");
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Duration STOPPING = Duration.ofSeconds(1);

    private final Kubelet kubelet = new Kubelet();

    @Override
    public GroupKind kind() {
        return Kinds.POD;
    }

    @Override
    public Turn turn(Manifest pod, ClusterView view, Instant now) {
        if (pod.isBeingDeleted()) {
            return stop(pod, now);
        }
        if (isFinished(pod)) {
            return Turn.nothing();
        }
        return pod.text("/spec/nodeName").isEmpty() ? schedule(pod, view, now) : kubelet.turn(pod, view, now);
    }

    static boolean isFinished(Manifest pod) {
        String phase = pod.text("/status/phase");
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    private static Turn schedule(Manifest pod, ClusterView view, Instant now) {
        Turn.Draft draft = new Turn.Draft(SCHEDULER);
        ObjectNode status = status(pod);
        status.put("phase", "Pending");
        Conditions conditions = Conditions.of(status);
        switch (Scheduling.decide(pod, view)) {
            case Scheduling.Placed placed -> {
                conditions.set("PodScheduled", "True", "", "", now).writeTo(status);
                Manifest bound = pod.with(copy -> copy.withObject("/spec").put("nodeName", placed.node()));
                draft.update(bound)
                        .status(bound, status)
                        .tell(
                                pod,
                                "Scheduled",
                                "Successfully assigned " + pod.namespace() + "/" + pod.name() + " to " + placed.node());
            }
            case Scheduling.Nowhere nowhere -> {
                boolean known = conditions.reason("PodScheduled").equals("Unschedulable");
                conditions
                        .set("PodScheduled", "False", "Unschedulable", nowhere.message(), now)
                        .writeTo(status);
                draft.status(pod, status).again(now.plus(RETRY));
                if (!known || draft.hasEffects()) {
                    draft.warn(pod, "FailedScheduling", nowhere.message());
                }
            }
        }
        return draft.done();
    }

    /** Gracefully: the containers get a moment to stop, then the pod goes. */
    private static Turn stop(Manifest pod, Instant now) {
        Turn.Draft draft = new Turn.Draft(new Source("kubelet", pod.text("/spec/nodeName")));
        Instant requested = Json.instant(pod.at("/metadata/deletionTimestamp"))
                .orElse(now)
                .minusSeconds(pod.at("/metadata/deletionGracePeriodSeconds").asLong(0));
        Instant gone = requested.plus(STOPPING);
        boolean runs = !pod.text("/spec/nodeName").isEmpty() && !isFinished(pod);
        if (!runs || !now.isBefore(gone)) {
            return draft.delete(pod).done();
        }
        pod.at("/spec/containers")
                .forEach(container ->
                        draft.tell(pod, "Killing", "Stopping container " + Json.text(container.path("name"))));
        return draft.again(gone).done();
    }

    static ObjectNode status(Manifest object) {
        return object.at("/status") instanceof ObjectNode status ? status.deepCopy() : Json.object();
    }
}
