package dev.fairway.metrics.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One event that a figure counts.
 *
 * @param release the deployment it belongs to
 * @param change for a lead time: whose it is
 * @param took for a duration, else zero
 * @param hit for a rate: it is one of those the rate is about
 */
public record Row(Release release, Optional<Change> change, Duration took, boolean hit) {

    public Instant at() {
        return release.countedAt();
    }
}
