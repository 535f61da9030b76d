package dev.fairway.source;

/**
 * A revision as a commit.
 *
 * @param requested what the application asked for, for example {@code main} or {@code 1.x}
 * @param ref the full ref that matched, for example {@code refs/tags/v1.4.2}; empty when a SHA was given
 * @param sha 40 hex digits
 */
public record ResolvedRevision(String requested, String ref, String sha) {

    /** The first seven digits. */
    public String shortSha() {
        return sha.substring(0, Math.min(7, sha.length()));
    }
}
