package dev.fairway.ledger;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One field of one object that departed from Git.
 *
 * @param place where it stands in the record; a later drift has a higher one
 * @param field for people, {@code spec.replicas}; empty for the object as a whole
 * @param git what Git said, as it may be shown; empty if the field was not in it
 * @param live what it became; empty if it was taken away
 * @param manager who wrote the field by what the server says; empty if it does not say
 * @param subresource by which it was written, {@code scale} for example; may be empty
 * @param writtenAt when that manager wrote last, by the server's clock
 * @param revisions what Git was at, one per source
 * @param end empty while it lasts
 */
public record Drift(
        String id,
        long place,
        ApplicationName application,
        String project,
        String team,
        String environment,
        String cluster,
        ResourceKey resource,
        String field,
        String git,
        String live,
        String manager,
        String managerOperation,
        String subresource,
        Optional<Instant> writtenAt,
        List<String> revisions,
        Instant beganAt,
        Optional<End> end) {

    /**
     * How it ended.
     *
     * @param how the name of a {@code DriftEnded.End}
     * @param operation what ended it, if it was an operation
     */
    public record End(String how, Optional<Long> operation, List<String> revisions, Instant at) {}

    public Concerned concerned() {
        return new Concerned(application, project);
    }

    /** How long it has lasted. */
    public Duration lasted(Instant now) {
        Duration length = Duration.between(beganAt, end.map(End::at).orElse(now));
        return length.isNegative() ? Duration.ZERO : length;
    }

    public boolean isOpen() {
        return end.isEmpty();
    }
}
