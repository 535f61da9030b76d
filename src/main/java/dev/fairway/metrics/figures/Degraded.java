package dev.fairway.metrics.figures;

import java.time.Instant;

/** An application's health became Degraded. */
public record Degraded(String application, Instant at, String message) {}
