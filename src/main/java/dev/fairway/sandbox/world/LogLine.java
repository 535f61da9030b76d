package dev.fairway.sandbox.world;

import java.time.Instant;

/** One line that a container has written. */
record LogLine(Instant at, String text) {}
