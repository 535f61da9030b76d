package dev.fairway.web.access;

import dev.fairway.access.policy.Decision;

/**
 * Whether a button works.
 *
 * @param refusal why not, for the person who sees it: what is missing and whom to ask; empty if it does
 */
public record Permit(String refusal) {

    public static final Permit GIVEN = new Permit("");

    public static Permit of(Decision decision) {
        return new Permit(decision.refusal());
    }

    /** For templates. */
    public boolean isOff() {
        return !refusal.isEmpty();
    }
}
