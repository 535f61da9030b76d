package dev.fairway.tenancy;

import dev.fairway.resource.Manifest;
import java.time.Instant;

/**
 * A project as someone wrote it.
 *
 * @param uid made once, never reused
 * @param generation counts changes of the spec
 * @param version counts all changes; the resourceVersion of the object
 * @param manifest the whole AppProject in Argo CD's shape, without status
 */
public record RegisteredProject(
        String name, String uid, long generation, long version, Instant createdAt, Manifest manifest) {

    /**
     * What it permits.
     *
     * @throws dev.fairway.resource.ProblemException {@code InvalidProject}; cannot happen for what {@link Projects} took in
     */
    public Project project() {
        return Project.read(name, manifest.tree().path("spec"));
    }
}
