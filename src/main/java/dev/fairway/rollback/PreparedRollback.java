package dev.fairway.rollback;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.resource.ResourceKey;
import dev.fairway.source.Commit;
import dev.fairway.source.ProposedCommit;
import java.util.List;

/**
 * A rollback that nobody but Fairway has seen yet.
 *
 * @param branch the branch that the application follows, without {@code refs/heads/}
 * @param head where it stands; the commit is made upon it
 * @param to the commit whose content comes back
 * @param commit the commit, with the files it changes; without files there is nothing to roll back
 * @param undone commits since {@code to} that touch those files, newest first, at most fifty
 * @param objects what would change in what the application renders; Secret values are fingerprints
 * @param others applications that read the same files and whose render would change too
 */
public record PreparedRollback(
        ApplicationName application,
        RepositoryUrl repository,
        String branch,
        String head,
        String to,
        ProposedCommit commit,
        List<Commit> undone,
        List<ObjectChange> objects,
        List<Affected> others) {

    /** @param diff unified, from what Git says now to what it would say */
    public record ObjectChange(ResourceKey key, String diff) {}

    /** @param how for people, for example {@code 3 objects change} */
    public record Affected(ApplicationName application, String how) {}
}
