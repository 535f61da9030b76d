package dev.fairway.metrics.figures;

import java.time.Duration;
import java.util.Optional;

/** Rows. */
final class Tally {

    private Tally() {}

    static Row of(Release release, boolean hit) {
        return new Row(release, Optional.empty(), Duration.ZERO, hit);
    }

    static Row of(Release release, Duration took) {
        return new Row(release, Optional.empty(), took, false);
    }

    static Row of(Release release, Change change, Duration took) {
        return new Row(release, Optional.of(change), took, false);
    }
}
