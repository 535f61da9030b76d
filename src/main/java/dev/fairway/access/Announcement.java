package dev.fairway.access;

import java.time.Instant;

/**
 * What an administrator tells everybody.
 *
 * @param text one line of at most {@link Announcements#LONGEST} characters
 * @param link an address of the web, or one of Fairway itself that begins with a slash; empty for none
 * @param endsAt until when it is shown
 */
public record Announcement(
        long id, String text, String link, Severity severity, Instant endsAt, String setBy, Instant setAt) {

    /** How loud it is. */
    public enum Severity {
        INFO,
        WARNING,
        CRITICAL
    }
}
