package dev.fairway.cluster;

import dev.fairway.resource.Problem;
import java.time.Instant;
import java.util.Optional;

/**
 * How a cluster answered when it was asked last.
 *
 * @param at when it was asked
 * @param answeredAt when it answered for the last time; empty if it never did
 * @param failingSince when it was found not to answer, until it does again
 * @param problem why it did not, or what of it cannot be seen; empty if all is well
 * @param version of the server, for example {@code 1.34.1}; empty if it is not known
 * @param kinds how many kinds are watched, or served if nobody watches it
 * @param objects how many objects are known
 */
public record ClusterContact(
        Instant at,
        Optional<Instant> answeredAt,
        Optional<Instant> failingSince,
        Optional<Problem> problem,
        String version,
        int kinds,
        long objects) {

    /** Whether it answered, though perhaps not everything of it may be seen. */
    public boolean answered() {
        return failingSince.isEmpty();
    }

    /** The same answer with other figures of what is watched and known. */
    public ClusterContact seeing(int kinds, long objects) {
        return new ClusterContact(at, answeredAt, failingSince, problem, version, kinds, objects);
    }
}
