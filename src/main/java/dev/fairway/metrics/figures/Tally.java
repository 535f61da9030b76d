package dev.fairway.metrics.figures;

import java.time.Duration;
import java.util.Optional;

/** Rows, and the two numbers that say how they are spread. */
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

    /** In seconds: the middle one, or halfway between the two in the middle. */
    static double median(long[] millis) {
        int half = millis.length / 2;
        return millis.length % 2 == 1 ? millis[half] / 1000.0 : (millis[half - 1] + millis[half]) / 2000.0;
    }

    /** In seconds: the smallest that nine in ten do not exceed. */
    static double p90(long[] millis) {
        return millis[(int) Math.ceil(millis.length * 0.9) - 1] / 1000.0;
    }
}
