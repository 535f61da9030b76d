package dev.fairway.reconciliation.engine;

import dev.fairway.resource.Manifest;
import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The few changes that people make to single objects, as merge patches or as a new object. */
final class Patch {

    /** A name is at most 63 letters, and a suffix of up to 20 comes after this. */
    private static final int LONGEST_PREFIX = 43;

    private Patch() {}

    static String annotatePods(String name, String value) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.withObject("/spec/template/metadata")
                .withObjectProperty("annotations")
                .put(name, value);
        return patch.toString();
    }

    static String replicas(int count) {
        return spec().put("replicas", count).toString().transform(Patch::inSpec);
    }

    static String paused(boolean paused) {
        return spec().put("paused", paused).toString().transform(Patch::inSpec);
    }

    static String suspended(boolean suspended) {
        return spec().put("suspend", suspended).toString().transform(Patch::inSpec);
    }

    /** Argo Rollouts replaces pods that are older than this. */
    static String restartAt(String time) {
        return spec().put("restartAt", time).toString().transform(Patch::inSpec);
    }

    /** A Job may be told to end while it runs; it is over as failed a second later. */
    static String endsNow() {
        return spec().put("activeDeadlineSeconds", 1).toString().transform(Patch::inSpec);
    }

    static String annotate(String name, String value) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.withObject("/metadata").withObjectProperty("annotations").put(name, value);
        return patch.toString();
    }

    /** A Job as the CronJob's schedule would make it, marked as made by hand. */
    static Manifest jobOf(Manifest cronJob, Instant now) {
        ObjectNode job = JsonNodeFactory.instance.objectNode();
        job.put("apiVersion", "batch/v1").put("kind", "Job");
        ObjectNode metadata = job.putObject("metadata");
        if (cronJob.at("/spec/jobTemplate/metadata") instanceof ObjectNode template) {
            metadata.setAll(template.deepCopy());
        }
        String name = cronJob.name();
        metadata.put(
                "name", name.substring(0, Math.min(name.length(), LONGEST_PREFIX)) + "-manual-" + now.getEpochSecond());
        metadata.put("namespace", cronJob.namespace());
        metadata.withObjectProperty("annotations").put("cronjob.kubernetes.io/instantiate", "manual");
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", "batch/v1")
                .put("kind", "CronJob")
                .put("name", name)
                .put("uid", cronJob.uid().orElse(""))
                .put("controller", true);
        job.set("spec", cronJob.at("/spec/jobTemplate/spec").deepCopy());
        return Manifest.of(job);
    }

    private static ObjectNode spec() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String inSpec(String spec) {
        return "{\"spec\":" + spec + "}";
    }
}
