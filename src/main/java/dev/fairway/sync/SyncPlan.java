package dev.fairway.sync;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.TrackingId;
import dev.fairway.resource.WellKnown;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an operation will do, in order. Holds keys and places, never manifests.
 *
 * @param tasks sorted by phase, wave, kind and name; a task's id is its place here
 * @param notes what a person should know although it stops nothing
 * @param pace how long things may take
 */
public record SyncPlan(
        ApplicationName application,
        String destinationNamespace,
        String operation,
        boolean dryRun,
        List<SyncTask> tasks,
        List<Problem> notes,
        Pace pace) {

    /** Marks a hook with the attempt that made it. */
    public static final String OPERATION = "fairway.dev/operation";

    /**
     * Waits and limits.
     *
     * @param waveDelay between two waves, none after the last
     * @param waveTimeout how long one wave may take; empty means no limit
     */
    public record Pace(Duration waveDelay, Optional<Duration> waveTimeout) {

        public static final Duration USUAL_WAVE_DELAY = Duration.ofSeconds(2);

        /** Two seconds between waves, no limit. */
        public static final Pace USUAL = new Pace(USUAL_WAVE_DELAY, Optional.empty());
    }

    public SyncPlan withWaveDelay(Duration delay) {
        return new SyncPlan(
                application,
                destinationNamespace,
                operation,
                dryRun,
                tasks,
                notes,
                new Pace(delay, pace.waveTimeout()));
    }

    /** Every object the plan touches: what the observer must look at. */
    public Set<ResourceKey> keys() {
        return tasks.stream().map(SyncTask::key).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * The object a task writes, exactly as it is sent: hooks have their final name, the hook finalizer and the mark of
     * this attempt.
     *
     * @param rendered the manifests the plan was made from
     */
    public Manifest desired(SyncTask task, List<Manifest> rendered) {
        return switch (task.work()) {
            case Work.Apply apply -> rendered.get(apply.manifest());
            case Work.RunHook hook -> hook(task, rendered.get(hook.manifest()));
            case Work.EnsureNamespace namespace ->
                namespace(task.key().name(), namespace.labels(), namespace.annotations());
            case Work.Remove remove -> throw new IllegalArgumentException("Nothing is written: " + task.describe());
            case Work.Keep keep -> throw new IllegalArgumentException("Nothing is written: " + task.describe());
        };
    }

    private Manifest hook(SyncTask task, Manifest rendered) {
        String tracking =
                TrackingId.of(application, task.key(), destinationNamespace).toString();
        return rendered.with(tree -> {
            ObjectNode metadata = tree.withObject("/metadata");
            metadata.remove("generateName");
            metadata.put("name", task.key().name());
            metadata.withObjectProperty("annotations")
                    .put(WellKnown.TRACKING_ID, tracking)
                    .put(OPERATION, operation);
            var finalizers = metadata.withArrayProperty("finalizers");
            if (finalizers.valueStream().noneMatch(entry -> entry.asString("").equals(WellKnown.HOOK_FINALIZER))) {
                finalizers.add(WellKnown.HOOK_FINALIZER);
            }
        });
    }

    static Manifest namespace(String name, Map<String, String> labels, Map<String, String> annotations) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("apiVersion", "v1").put("kind", "Namespace");
        ObjectNode metadata = tree.putObject("metadata");
        metadata.put("name", name);
        put(metadata, "labels", labels);
        put(metadata, "annotations", annotations);
        return Manifest.of(tree);
    }

    private static void put(ObjectNode metadata, String field, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            ObjectNode map = metadata.putObject(field);
            texts.forEach(map::put);
        }
    }

    /** One line per task; see {@link SyncTask#describe}. */
    public String describe() {
        return tasks.stream().map(SyncTask::describe).collect(Collectors.joining("\n"));
    }
}
