package dev.fairway.applications;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.TrackingId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One application as someone wrote it.
 *
 * @param name its identity
 * @param uid made once, never reused
 * @param generation counts changes of the spec
 * @param version the resourceVersion: counts all changes of the registry
 * @param createdAt when it was first written
 * @param deletionRequestedAt when someone asked for its deletion; it stays until its finalizers are done
 * @param manifest the whole object in Argo CD's shape, without status
 */
public record Application(
        ApplicationName name,
        String uid,
        long generation,
        long version,
        Instant createdAt,
        Optional<Instant> deletionRequestedAt,
        Manifest manifest) {

    /**
     * The spec as values.
     *
     * @throws dev.fairway.resource.ProblemException with code {@code InvalidSpec} if a field is missing or wrong
     */
    public ApplicationSpec spec() {
        return ApplicationSpec.read(manifest.tree().path("spec"));
    }

    public String project() {
        String project = manifest.text("/spec/project");
        return project.isEmpty() ? "default" : project;
    }

    public List<String> finalizers() {
        return manifest.tree()
                .path("metadata")
                .path("finalizers")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** The application that made this one, if one did. */
    public Optional<ApplicationName> parent() {
        return TrackingId.ownedBy(manifest).map(TrackingId::application);
    }

    public boolean isBeingDeleted() {
        return deletionRequestedAt.isPresent();
    }
}
