package dev.fairway.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * What is told of an incident.
 *
 * @param source who tells it, for example {@code pagerduty}
 * @param key the incident's own id there; a second report of the same key adds to the first
 * @param deployment the id of the deployment that caused it, if the reporter knows; as operation and revision
 * @param application the application it is about, {@code name} or {@code namespace/name}; may be empty
 * @param service may be empty, as environment
 * @param startedAt when it began; in a later report without an end, after the end that was told, when it began again
 */
public record IncidentReport(
        String source,
        String key,
        String title,
        String deployment,
        String operation,
        String revision,
        String application,
        String service,
        String environment,
        Instant startedAt,
        Optional<Instant> resolvedAt,
        String address) {

    /** The same, which is open again since then. */
    public IncidentReport again(Instant since) {
        return new IncidentReport(
                source,
                key,
                title,
                deployment,
                operation,
                revision,
                application,
                service,
                environment,
                since,
                Optional.empty(),
                address);
    }

    /** One name for it in the whole record. */
    public String incident() {
        return source + ":" + key;
    }
}
