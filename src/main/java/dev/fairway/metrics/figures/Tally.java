package dev.fairway.metrics.figures;

import java.time.Duration;
import java.util.Optional;

/** Rows, and the two numbers that say how they are spread. */
final class Tally {

    private Tally() {}

    static Row of(Release release, boolean hit) {
        return new Row(release, Optional.empty(), 0, hit);
    }

    static Row of(Release release, Duration took) {
        return new Row(release, Optional.empty(), took.toMillis() / 1000.0, false);
    }

    static Row of(Release release, Change change, Duration took) {
        return new Row(release, Optional.of(change), took.toMillis() / 1000.0, false);
    }

    /** The middle one, or halfway between the two in the middle. */
    static double median(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** The smallest that nine in ten do not exceed. */
    static double p90(double[] sorted) {
        return sorted[(int) Math.ceil(sorted.length * 0.9) - 1];
    }
}
