package dev.fairway.ledger;

import java.time.Instant;

/**
 * An application's sync status or health became another one.
 *
 * @param sync in Argo CD's spelling, as {@code health}
 * @param cause what made Fairway look
 */
public record StatusChange(String sync, String health, String message, String cause, Instant at) {}
