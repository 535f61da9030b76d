package dev.fairway.metrics.strands;

import dev.fairway.metrics.figures.Place;

/** Where something happened, and in which project that was: what rights and filters ask about. */
public record Site(Place place, String project) {

    /** What is counted together: everything flagged production, or one environment. */
    public static final String PRODUCTION = "";

    boolean isIn(String environment) {
        return environment.equals(PRODUCTION)
                ? place.production()
                : place.environment().equals(environment);
    }
}
