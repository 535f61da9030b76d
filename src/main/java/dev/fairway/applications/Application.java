package dev.fairway.applications;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Destination;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.resource.TrackingId;
import java.time.Instant;
import java.util.ArrayList;
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

    /** Where it goes, also if the rest of the spec cannot be read. */
    public Destination destination() {
        return new Destination(
                manifest.text("/spec/destination/server"),
                manifest.text("/spec/destination/name"),
                manifest.text("/spec/destination/namespace"));
    }

    /** The addresses of its repositories, also if the rest of the spec cannot be read. */
    public List<RepositoryUrl> repositories() {
        List<RepositoryUrl> found = new ArrayList<>();
        JsonNode sources = manifest.tree().at("/spec/sources");
        (sources.isEmpty()
                        ? List.of(manifest.tree().at("/spec/source"))
                        : sources.valueStream().toList())
                .forEach(source ->
                        found.add(new RepositoryUrl(source.path("repoURL").asString(""))));
        return found.stream().filter(url -> !url.text().isEmpty()).distinct().toList();
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
