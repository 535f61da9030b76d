package dev.fairway.access;

import java.time.Instant;

/**
 * A policy text that was saved.
 *
 * @param version 0 before the first one was saved
 * @param defaultRole what everyone who is signed in has, as {@code role:viewer}; empty for nothing
 */
public record SavedPolicy(long version, String text, String defaultRole, String savedBy, Instant savedAt) {

    static final SavedPolicy NONE = new SavedPolicy(0, "", "", "", Instant.EPOCH);
}
