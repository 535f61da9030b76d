package dev.fairway.sandbox.git;

import java.util.List;

/**
 * Someone pushed to a repository of the sandbox, and the new state can be fetched.
 *
 * @param repositoryUrl the address under which the repository is served
 * @param changes at least one
 */
public record Pushed(String repositoryUrl, List<RefChange> changes) {

    /**
     * A branch or tag that moved.
     *
     * @param ref for example {@code refs/heads/main}
     * @param before 40 hex digits, all zero when the ref is new
     * @param after 40 hex digits, all zero when the ref is gone
     */
    public record RefChange(String ref, String before, String after) {}
}
