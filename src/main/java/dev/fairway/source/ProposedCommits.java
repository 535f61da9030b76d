package dev.fairway.source;

import dev.fairway.resource.RepositoryUrl;

/**
 * Commits that Fairway writes. They are made in the mirror, where they can be read and rendered, and reach the Git host by
 * {@link #publish} only.
 *
 * <p>Every method throws {@link dev.fairway.resource.ProblemException} with a message for people.
 */
public interface ProposedCommits {

    /** @throws dev.fairway.resource.ProblemException {@code RestoreConflict} if a path would be a file and a folder */
    ProposedCommit restore(RepositoryUrl repository, Restoration restoration);

    /** @throws dev.fairway.resource.ProblemException {@code NotFound} if there is no such file */
    ProposedCommit edit(RepositoryUrl repository, Edit edit);

    /**
     * Moves a branch that stands at the commit's base to the commit. Never forced.
     *
     * @throws dev.fairway.resource.ProblemException {@code BranchMoved} if the branch stands elsewhere by now, {@code
     *     PushRefused} if the host does not want it
     */
    void publish(RepositoryUrl repository, ProposedCommit commit, String branch);

    /**
     * Makes a new branch at the commit.
     *
     * @throws dev.fairway.resource.ProblemException {@code BranchMoved} if there is such a branch already, {@code PushRefused}
     */
    void publishAs(RepositoryUrl repository, ProposedCommit commit, String newBranch);
}
