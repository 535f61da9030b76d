package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.world.Effect.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Pods with a name and a disk of their own, made one after the other and replaced from the last to the first. */
final class StatefulSetController implements Controller {

    private static final Source SOURCE = Source.of("statefulset-controller");

    @Override
    public GroupKind kind() {
        return Kinds.STATEFUL_SET;
    }

    @Override
    public Turn turn(Manifest set, ClusterView view, Instant now) {
        if (set.isBeingDeleted()) {
            return Turn.nothing();
        }
        Turn.Draft draft = new Turn.Draft(SOURCE);
        Ownership.adoptable(view, Kinds.POD, set).stream()
                .filter(pod -> ordinal(set, pod) >= 0)
                .forEach(pod -> draft.update(Ownership.controlled(pod, set)));
        if (draft.hasEffects()) {
            return draft.done();
        }
        String update = set.name() + "-" + Revisions.hash(set);
        String current = set.optionalText("/status/currentRevision").orElse(update);
        Revisions.keep(set, view, draft, current, update);

        Map<Integer, Manifest> pods = new TreeMap<>();
        view.controlledBy(Kinds.POD, set).forEach(pod -> pods.put(ordinal(set, pod), pod));
        int replicas = set.at("/spec/replicas").asInt(1);
        boolean settled = grow(set, pods, replicas, current, update, view, now, draft);
        if (settled) {
            settled = shrink(set, pods, replicas, draft);
        }
        if (settled) {
            replace(set, pods, replicas, update, draft);
        }
        List<Manifest> alive = PodTally.active(List.copyOf(pods.values()));
        PodTally tally = PodTally.of(alive, PodTally.minReady(set), now);
        tally.nextAvailable().ifPresent(draft::again);
        return draft.status(set, status(set, alive, tally, replicas, current, update))
                .done();
    }

    private static int ordinal(Manifest set, Manifest pod) {
        String prefix = set.name() + "-";
        String rest = pod.name().startsWith(prefix) ? pod.name().substring(prefix.length()) : "";
        return rest.matches("\\d{1,6}") ? Integer.parseInt(rest) : -1;
    }

    /** @return whether every pod asked for is there and, if order matters, well */
    private static boolean grow(
            Manifest set,
            Map<Integer, Manifest> pods,
            int replicas,
            String current,
            String update,
            ClusterView view,
            Instant now,
            Turn.Draft draft) {
        boolean ordered = !set.text("/spec/podManagementPolicy").equals("Parallel");
        boolean complete = true;
        for (int i = start(set); i < start(set) + replicas; i++) {
            Manifest pod = pods.get(i);
            if (pod != null && PodController.isFinished(pod) && !pod.isBeingDeleted()) {
                draft.delete(pod);
                return false;
            }
            if (pod == null && view.refusal(set).isEmpty()) {
                create(set, i, i - start(set) < partition(set) ? current : update, view, draft);
            }
            boolean well = pod != null && PodTally.isReady(pod);
            complete &= pod != null && !pod.isBeingDeleted();
            if (!well && ordered) {
                return complete && isOnlyUnready(pod) && pods.size() >= replicas;
            }
        }
        return complete;
    }

    /** A pod that is there but not ready does not stop its own replacement: it may be what has to be replaced. */
    private static boolean isOnlyUnready(@org.jspecify.annotations.Nullable Manifest pod) {
        return pod != null && !pod.isBeingDeleted();
    }

    private static void create(Manifest set, int ordinal, String revision, ClusterView view, Turn.Draft draft) {
        String name = set.name() + "-" + ordinal;
        for (JsonNode template : set.at("/spec/volumeClaimTemplates")) {
            String claim = claimName(template, name);
            if (view.find(Kinds.CLAIM, set.namespace(), claim).isEmpty()) {
                draft.create(set, claim(set, template, claim));
                draft.tell(
                        set,
                        "SuccessfulCreate",
                        "create Claim " + claim + " Pod " + name + " in StatefulSet " + set.name() + " success");
            }
        }
        JsonNode template = view.find(Kinds.CONTROLLER_REVISION, set.namespace(), revision)
                .map(kept -> kept.at("/data/spec/template"))
                .orElse(set.at("/spec/template"));
        Map<String, String> labels = Map.of(
                Revisions.HASH,
                revision,
                "statefulset.kubernetes.io/pod-name",
                name,
                "apps.kubernetes.io/pod-index",
                String.valueOf(ordinal));
        draft.create(set, PodTemplate.pod(set, template, name, labels, spec -> {
            spec.put("hostname", name);
            String service = set.text("/spec/serviceName");
            if (!service.isEmpty()) {
                spec.put("subdomain", service);
            }
            mountClaims(set, spec, name);
        }));
        draft.tell(set, "SuccessfulCreate", "create Pod " + name + " in StatefulSet " + set.name() + " successful");
    }

    private static void mountClaims(Manifest set, ObjectNode spec, String pod) {
        for (JsonNode template : set.at("/spec/volumeClaimTemplates")) {
            spec.withArrayProperty("volumes")
                    .addObject()
                    .put("name", Json.text(template.at("/metadata/name")))
                    .putObject("persistentVolumeClaim")
                    .put("claimName", claimName(template, pod));
        }
    }

    private static String claimName(JsonNode template, String pod) {
        return Json.text(template.at("/metadata/name")) + "-" + pod;
    }

    private static Manifest claim(Manifest set, JsonNode template, String name) {
        ObjectNode tree = Json.object().put("apiVersion", "v1").put("kind", "PersistentVolumeClaim");
        ObjectNode metadata = tree.putObject("metadata").put("name", name).put("namespace", set.namespace());
        ObjectNode labels = metadata.putObject("labels");
        Json.strings(template.at("/metadata/labels")).forEach(labels::put);
        Json.strings(set.at("/spec/selector/matchLabels")).forEach(labels::put);
        tree.set("spec", template.path("spec").deepCopy());
        return Manifest.of(tree);
    }

    /** One at a time, the last first. */
    private static boolean shrink(Manifest set, Map<Integer, Manifest> pods, int replicas, Turn.Draft draft) {
        int end = start(set) + replicas;
        Optional<Map.Entry<Integer, Manifest>> last = pods.entrySet().stream()
                .filter(entry -> entry.getKey() >= end || entry.getKey() < start(set))
                .reduce((a, b) -> b);
        if (last.isEmpty()) {
            return true;
        }
        remove(set, last.get().getValue(), draft);
        return false;
    }

    private static void replace(
            Manifest set, Map<Integer, Manifest> pods, int replicas, String update, Turn.Draft draft) {
        if (set.text("/spec/updateStrategy/type").equals("OnDelete")) {
            return;
        }
        for (int i = start(set) + replicas - 1; i >= start(set) + partition(set); i--) {
            Manifest pod = pods.get(i);
            if (pod == null || pod.isBeingDeleted()) {
                return;
            }
            if (!update.equals(pod.labels().get(Revisions.HASH))) {
                remove(set, pod, draft);
                return;
            }
            if (!PodTally.isReady(pod)) {
                return;
            }
        }
    }

    private static void remove(Manifest set, Manifest pod, Turn.Draft draft) {
        if (!pod.isBeingDeleted()) {
            draft.delete(pod);
            draft.tell(
                    set,
                    "SuccessfulDelete",
                    "delete Pod " + pod.name() + " in StatefulSet " + set.name() + " successful");
        }
    }

    private static int start(Manifest set) {
        return set.at("/spec/ordinals/start").asInt(0);
    }

    private static int partition(Manifest set) {
        return set.at("/spec/updateStrategy/rollingUpdate/partition").asInt(0);
    }

    private static ObjectNode status(
            Manifest set, List<Manifest> pods, PodTally tally, int replicas, String current, String update) {
        int updated = count(pods, update);
        boolean done = updated == replicas && pods.size() == replicas && tally.ready() == replicas;
        String now = done ? update : current;
        ObjectNode status = Json.object();
        status.put("observedGeneration", (int) set.generation());
        status.put("replicas", pods.size());
        Json.putUnlessZero(status, "readyReplicas", tally.ready());
        Json.putUnlessZero(status, "currentReplicas", count(pods, now));
        Json.putUnlessZero(status, "updatedReplicas", updated);
        status.put("availableReplicas", tally.available());
        status.put("currentRevision", now).put("updateRevision", update).put("collisionCount", 0);
        return status;
    }

    private static int count(List<Manifest> pods, String revision) {
        return (int) pods.stream()
                .filter(pod -> revision.equals(pod.labels().get(Revisions.HASH)))
                .count();
    }
}
