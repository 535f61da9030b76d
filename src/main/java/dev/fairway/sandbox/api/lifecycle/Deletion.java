package dev.fairway.sandbox.api.lifecycle;

import dev.fairway.sandbox.api.ObjectStore.Propagation;
import dev.fairway.sandbox.api.schema.ResourceType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The beginning and the end of a deletion. Pure. */
final class Deletion {

    static final String FOREGROUND = "foregroundDeletion";
    static final String ORPHAN = "orphan";

    private Deletion() {}

    /** Marks an object as being deleted and notes what must happen first. */
    static ObjectNode begin(ResourceType type, ObjectNode object, DeleteOptions how, Instant now) {
        ObjectNode metadata = object.withObjectProperty("metadata");
        how.propagation().ifPresent(propagation -> setPropagation(metadata, propagation));
        long grace = grace(type, object, how);
        if (!metadata.has("deletionTimestamp")) {
            metadata.put(
                    "deletionTimestamp",
                    now.plusSeconds(grace).truncatedTo(ChronoUnit.SECONDS).toString());
            metadata.put("deletionGracePeriodSeconds", grace);
            if (metadata.path("generation").asLong(0) > 0) {
                metadata.put("generation", metadata.path("generation").asLong() + 1);
            }
        } else if (grace < metadata.path("deletionGracePeriodSeconds").asLong(0)) {
            metadata.put("deletionGracePeriodSeconds", grace);
        }
        if (type.kind().equals("Namespace") && type.group().isEmpty()) {
            object.withObjectProperty("status").put("phase", "Terminating");
        }
        if (KindRules.is(type, "apiextensions.k8s.io", "CustomResourceDefinition")) {
            Set<String> finalizers = new LinkedHashSet<>();
            metadata.path("finalizers").forEach(finalizer -> finalizers.add(finalizer.asString()));
            finalizers.add(Definitions.CLEANUP);
            setFinalizers(metadata, finalizers);
        }
        return object;
    }

    private static void setPropagation(ObjectNode metadata, Propagation propagation) {
        Set<String> finalizers = new LinkedHashSet<>();
        metadata.path("finalizers").forEach(finalizer -> finalizers.add(finalizer.asString()));
        finalizers.remove(FOREGROUND);
        finalizers.remove(ORPHAN);
        switch (propagation) {
            case FOREGROUND -> finalizers.add(FOREGROUND);
            case ORPHAN -> finalizers.add(ORPHAN);
            case BACKGROUND -> {}
        }
        setFinalizers(metadata, finalizers);
    }

    static void setFinalizers(ObjectNode metadata, Set<String> finalizers) {
        metadata.remove("finalizers");
        if (!finalizers.isEmpty()) {
            ArrayNode array = metadata.putArray("finalizers");
            finalizers.forEach(array::add);
        }
    }

    /** Only a pod that runs somewhere has time to end. */
    private static long grace(ResourceType type, ObjectNode object, DeleteOptions how) {
        boolean running = type.kind().equals("Pod")
                && type.group().isEmpty()
                && !object.path("spec").path("nodeName").asString("").isEmpty()
                && !Set.of("Succeeded", "Failed")
                        .contains(object.path("status").path("phase").asString(""));
        return running
                ? how.grace()
                        .orElse(object.path("spec")
                                .path("terminationGracePeriodSeconds")
                                .asLong(30))
                : 0;
    }

    /** What is told of an object that is gone at once: a pod has been asked to end, others have not. */
    static ObjectNode last(ResourceType type, ObjectNode before, ObjectNode after) {
        return KindRules.is(type, "", "Pod") ? after : before;
    }

    /** Nothing holds it any longer. */
    static boolean isFinal(ResourceType type, ObjectNode object) {
        boolean namespaceInUse = type.kind().equals("Namespace")
                && type.group().isEmpty()
                && !object.path("spec").path("finalizers").isEmpty();
        return object.path("metadata").path("finalizers").isEmpty()
                && object.path("metadata").path("deletionGracePeriodSeconds").asLong(0) == 0
                && !namespaceInUse;
    }
}
