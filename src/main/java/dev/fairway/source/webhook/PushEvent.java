package dev.fairway.source.webhook;

import dev.fairway.resource.RepositoryUrl;
import java.util.List;
import java.util.Set;

/**
 * A ref that was pushed.
 *
 * @param repositories the addresses under which the repository may be known: https, ssh, as the host writes them
 * @param ref the full name, for example {@code refs/heads/main}
 * @param before the commit before, 40 zeros for a new ref; empty if the host does not say
 * @param after the commit now, 40 zeros for a deleted ref; empty if the host does not say
 * @param changedFiles the files that changed; empty if the host does not say. Never a reason to skip anything by itself:
 *     hosts shorten it
 * @param defaultBranch without {@code refs/heads/}; empty if the host does not say
 */
public record PushEvent(
        List<RepositoryUrl> repositories,
        String ref,
        String before,
        String after,
        Set<String> changedFiles,
        String defaultBranch) {

    public PushEvent {
        repositories = List.copyOf(repositories);
        changedFiles = Set.copyOf(changedFiles);
    }

    /** Whether the push went to the branch that {@code HEAD} means; no, if the host does not say. */
    public boolean isToDefaultBranch() {
        return !defaultBranch.isEmpty() && ref.equals("refs/heads/" + defaultBranch);
    }

    public boolean isTag() {
        return ref.startsWith("refs/tags/");
    }
}
