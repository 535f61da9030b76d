package dev.fairway.ledger;

import java.time.Instant;

/**
 * An application's state became another one.
 *
 * @param sync {@code Synced}, {@code OutOfSync} or {@code Unknown}
 * @param health {@code Healthy}, {@code Degraded} and so on
 * @param message why it is not healthy; may be empty
 */
public record StatusChange(String sync, String health, String message, Instant at) {}
