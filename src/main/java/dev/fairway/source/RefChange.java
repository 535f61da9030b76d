package dev.fairway.source;

import java.util.Optional;

/**
 * A ref that moved.
 *
 * @param ref the full name, or {@code HEAD}
 * @param before the commit it had; empty if it is new
 * @param after the commit it has; empty if it is gone
 */
public record RefChange(String ref, Optional<String> before, Optional<String> after) {}
