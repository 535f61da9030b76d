package dev.fairway.metrics.figures;

/** Whose deployment it is and where it runs, as it was at that moment. */
public record Place(
        String application, String team, String service, String environment, boolean production, String cluster) {}
