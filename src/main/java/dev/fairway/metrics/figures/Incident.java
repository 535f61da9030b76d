package dev.fairway.metrics.figures;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What an alerting system or a person told.
 *
 * @param deployment that it names; empty for none. As operation and commit, and stronger than a service
 * @param application its name or {@code namespace/name}; may be empty, as service and environment
 * @param linked deployments a person has linked it to
 * @param unlinked deployments of which a person said that they did not cause it
 */
public record Incident(
        String id,
        String title,
        String deployment,
        String operation,
        String commit,
        String application,
        String service,
        String environment,
        Instant startedAt,
        Optional<Instant> resolvedAt,
        Set<String> linked,
        Set<String> unlinked,
        String address) {

    /** As many letters of a commit's name are enough for an incident to name it. */
    private static final int NAMED = 7;

    Incident withUnlinked(Set<String> deployments) {
        return new Incident(
                id,
                title,
                deployment,
                operation,
                commit,
                application,
                service,
                environment,
                startedAt,
                resolvedAt,
                linked,
                deployments,
                address);
    }

    boolean isNamed() {
        return !deployment.isEmpty() || !operation.isEmpty() || !commit.isEmpty();
    }

    boolean names(Change change) {
        return commit.length() >= NAMED && change.sha().startsWith(commit);
    }

    /** The letters in which a commit and its names agree; empty for what names no commit. */
    public static String mark(String commit) {
        return commit.length() < NAMED ? "" : commit.substring(0, NAMED);
    }

    /** Whether it is about what runs there. */
    public boolean isAbout(Place place) {
        boolean itself = !application.isEmpty()
                && (place.application().equals(application)
                        || place.application().endsWith("/" + application));
        boolean ofService =
                application.isEmpty() && !service.isEmpty() && place.service().equals(service);
        boolean here =
                environment.isEmpty() ? place.production() : place.environment().equals(environment);
        return (itself || ofService) && (here || itself && environment.isEmpty());
    }
}
