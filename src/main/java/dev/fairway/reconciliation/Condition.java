package dev.fairway.reconciliation;

import java.time.Instant;

/**
 * Something a person should know about an application. Types that end in {@code Error} are errors, those that end in
 * {@code Warning} are warnings (Argo CD's naming).
 *
 * @param type for example {@code ComparisonError}, {@code SyncError}, {@code SharedResourceWarning}
 * @param code the reason code to search for
 * @param message what happened and what to do next
 * @param since when it was first seen
 */
public record Condition(String type, String code, String message, Instant since) {

    public boolean isError() {
        return type.endsWith("Error");
    }
}
