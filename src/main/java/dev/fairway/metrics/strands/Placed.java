package dev.fairway.metrics.strands;

/** A fact, and the project it belonged to. */
public record Placed<T>(T fact, String project) {}
