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

    boolean isNamed() {
        return !deployment.isEmpty() || !operation.isEmpty() || !commit.isEmpty();
    }
}
