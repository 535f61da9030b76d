package dev.fairway.reconciliation.turns;

import java.time.Instant;

/**
 * The right to watch a cluster and to take its turns.
 *
 * @param epoch grows with every change of the holder; a state write with an older epoch is refused
 * @param expiresAt by this replica's own clock, a little before the database's
 */
public record Lease(String cluster, long epoch, Instant expiresAt) {

    public boolean isValidAt(Instant now) {
        return now.isBefore(expiresAt);
    }
}
