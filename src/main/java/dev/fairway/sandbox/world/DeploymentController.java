package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.sandbox.world.Effect.Source;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Replaces the pods of one template by those of another, by ReplicaSets that grow and shrink. */
final class DeploymentController implements Controller {

    static final String REVISION = "deployment.kubernetes.io/revision";
    private static final String DESIRED = "deployment.kubernetes.io/desired-replicas";
    private static final String MOST = "deployment.kubernetes.io/max-replicas";
    private static final String HASH = "pod-template-hash";
    private static final Source SOURCE = Source.of("deployment-controller");

    @Override
    public GroupKind kind() {
        return Kinds.DEPLOYMENT;
    }

    @Override
    public Turn turn(Manifest deployment, ClusterView view, Instant now) {
        if (deployment.isBeingDeleted()) {
            return Turn.nothing();
        }
        Turn.Draft draft = new Turn.Draft(SOURCE);
        Ownership.adoptable(view, Kinds.REPLICA_SET, deployment)
                .forEach(set -> draft.update(Ownership.controlled(set, deployment)));
        if (draft.hasEffects()) {
            return draft.done();
        }
        List<Manifest> sets = view.controlledBy(Kinds.REPLICA_SET, deployment).stream()
                .filter(set -> !set.isBeingDeleted())
                .sorted(Comparator.comparingInt(DeploymentController::revision).thenComparing(Manifest::name))
                .toList();
        String hash = Names.templateHash(deployment.at("/spec/template"));
        Optional<Manifest> current =
                sets.stream().filter(set -> hash.equals(set.labels().get(HASH))).findFirst();
        List<Manifest> old = sets.stream()
                .filter(set -> current.filter(set::equals).isEmpty())
                .toList();
        RollingUpdate plan = RollingUpdate.of(deployment);
        boolean paused = deployment.at("/spec/paused").asBoolean(false);
        int revision =
                old.stream().mapToInt(DeploymentController::revision).max().orElse(0) + 1;

        if (paused) {
            resizePaused(deployment, sets, plan, draft);
        } else if (current.isEmpty()) {
            begin(deployment, hash, old, plan, revision, view, draft);
        } else if (annotate(deployment, current.get(), plan, revision, draft)) {
            return draft.done();
        } else {
            roll(deployment, current.get(), old, plan, view, draft);
        }
        DeploymentProgress progress = new DeploymentProgress(deployment, current, old, plan, hash);
        draft.status(deployment, progress.status(now));
        progress.deadline(now).ifPresent(draft::again);
        if (!draft.hasEffects()) {
            forget(deployment, old, draft);
        }
        return draft.done();
    }

    private static int revision(Manifest set) {
        String text = set.annotation(REVISION).orElse("0");
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    private static void begin(
            Manifest deployment,
            String hash,
            List<Manifest> old,
            RollingUpdate plan,
            int revision,
            ClusterView view,
            Turn.Draft draft) {
        if (view.refusal(deployment).isPresent() || recreating(deployment) && !gone(old, view)) {
            shrinkAll(deployment, old, draft);
            return;
        }
        int size = plan.sizeOfNew(0, total(old));
        Manifest set = newSet(deployment, hash, plan, revision, size);
        draft.create(deployment, set);
        if (size > 0) {
            draft.tell(deployment, "ScalingReplicaSet", "Scaled up replica set " + set.name() + " from 0 to " + size);
        }
        markRevision(deployment, revision, draft);
    }

    private static Manifest newSet(Manifest deployment, String hash, RollingUpdate plan, int revision, int size) {
        ObjectNode tree = Json.object().put("apiVersion", "apps/v1").put("kind", "ReplicaSet");
        ObjectNode metadata = tree.putObject("metadata");
        metadata.put("name", deployment.name() + "-" + hash).put("namespace", deployment.namespace());
        ObjectNode labels = metadata.putObject("labels");
        Json.strings(deployment.at("/spec/template/metadata/labels")).forEach(labels::put);
        labels.put(HASH, hash);
        metadata.putObject("annotations")
                .put(DESIRED, String.valueOf(plan.replicas()))
                .put(MOST, String.valueOf(plan.replicas() + plan.surge()))
                .put(REVISION, String.valueOf(revision));
        ObjectNode spec = tree.putObject("spec").put("replicas", size);
        int minReady = deployment.at("/spec/minReadySeconds").asInt(0);
        Json.putUnlessZero(spec, "minReadySeconds", minReady);
        ObjectNode selector = (ObjectNode) deployment.at("/spec/selector").deepCopy();
        selector.withObjectProperty("matchLabels").put(HASH, hash);
        spec.set("selector", selector);
        ObjectNode template = (ObjectNode) deployment.at("/spec/template").deepCopy();
        template.withObjectProperty("metadata").withObjectProperty("labels").put(HASH, hash);
        spec.set("template", template);
        return Ownership.controlled(Manifest.of(tree), deployment);
    }

    /** Keeps the revision and the figures that kubectl reads on the set; true if it had to write one of them. */
    private static boolean annotate(
            Manifest deployment, Manifest current, RollingUpdate plan, int revision, Turn.Draft draft) {
        int own = Math.max(revision(current), revision);
        Map<String, String> wanted = Map.of(
                DESIRED, String.valueOf(plan.replicas()),
                MOST, String.valueOf(plan.replicas() + plan.surge()),
                REVISION, String.valueOf(own));
        if (!current.annotations().entrySet().containsAll(wanted.entrySet())) {
            Manifest set = current;
            for (Map.Entry<String, String> annotation : wanted.entrySet()) {
                set = set.withAnnotation(annotation.getKey(), annotation.getValue());
            }
            draft.update(set);
        }
        markRevision(deployment, own, draft);
        return draft.hasEffects();
    }

    private static void markRevision(Manifest deployment, int revision, Turn.Draft draft) {
        if (!deployment.annotation(REVISION).equals(Optional.of(String.valueOf(revision)))) {
            draft.update(deployment.withAnnotation(REVISION, String.valueOf(revision)));
        }
    }

    private static void roll(
            Manifest deployment,
            Manifest current,
            List<Manifest> old,
            RollingUpdate plan,
            ClusterView view,
            Turn.Draft draft) {
        if (recreating(deployment) && total(old) + pods(old, view) > 0) {
            shrinkAll(deployment, old, draft);
            return;
        }
        int size = plan.sizeOfNew(RollingUpdate.size(current), total(old) + RollingUpdate.size(current));
        if (size != RollingUpdate.size(current)) {
            resize(deployment, current, size, draft);
            return;
        }
        Map<String, Integer> sizes = plan.sizesOfOld(old, current);
        old.forEach(set -> resize(deployment, set, sizes.getOrDefault(set.name(), 0), draft));
    }

    /** While paused nothing rolls; only the number asked for is followed, by the newest set that has pods. */
    private static void resizePaused(Manifest deployment, List<Manifest> sets, RollingUpdate plan, Turn.Draft draft) {
        List<Manifest> alive =
                sets.stream().filter(set -> RollingUpdate.size(set) > 0).toList();
        Optional<Manifest> only = alive.size() == 1
                ? Optional.of(alive.getFirst())
                : alive.isEmpty() && !sets.isEmpty() ? Optional.of(sets.getLast()) : Optional.empty();
        only.ifPresent(set -> resize(deployment, set, plan.replicas(), draft));
    }

    private static void shrinkAll(Manifest deployment, List<Manifest> old, Turn.Draft draft) {
        old.forEach(set -> resize(deployment, set, 0, draft));
    }

    private static void resize(Manifest deployment, Manifest set, int size, Turn.Draft draft) {
        int before = RollingUpdate.size(set);
        if (size == before) {
            return;
        }
        draft.update(set.with(copy -> copy.withObject("/spec").put("replicas", size)));
        draft.tell(
                deployment,
                "ScalingReplicaSet",
                "Scaled " + (size > before ? "up" : "down") + " replica set " + set.name() + " from " + before + " to "
                        + size);
    }

    private static boolean recreating(Manifest deployment) {
        return deployment.text("/spec/strategy/type").equals("Recreate");
    }

    private static boolean gone(List<Manifest> old, ClusterView view) {
        return total(old) + pods(old, view) == 0;
    }

    private static int pods(List<Manifest> sets, ClusterView view) {
        return sets.stream()
                .mapToInt(set -> (int) view.controlledBy(Kinds.POD, set).stream()
                        .filter(pod -> !PodController.isFinished(pod))
                        .count())
                .sum();
    }

    private static int total(List<Manifest> sets) {
        return sets.stream().mapToInt(RollingUpdate::size).sum();
    }

    /** Keeps only so many empty sets as {@code kubectl rollout undo} may want. */
    private static void forget(Manifest deployment, List<Manifest> old, Turn.Draft draft) {
        int limit = deployment.at("/spec/revisionHistoryLimit").asInt(10);
        List<Manifest> empty = old.stream()
                .filter(set -> RollingUpdate.size(set) == 0
                        && set.at("/status/replicas").asInt(0) == 0)
                .toList();
        Stream<Manifest> surplus = empty.stream().limit(Math.max(0, empty.size() - limit));
        surplus.forEach(draft::delete);
    }
}
