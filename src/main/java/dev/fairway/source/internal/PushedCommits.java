package dev.fairway.source.internal;

import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Edit;
import dev.fairway.source.ProposedCommit;
import dev.fairway.source.ProposedCommits;
import dev.fairway.source.Restoration;
import dev.fairway.source.git.GitSources;
import java.util.Optional;

/** Commits that go to the Git host by an ordinary push with the repository's own credential. */
final class PushedCommits implements ProposedCommits {

    private final GitSources git;

    PushedCommits(GitSources git) {
        this.git = git;
    }

    @Override
    public ProposedCommit restore(RepositoryUrl repository, Restoration restoration) {
        return git.restore(repository, restoration);
    }

    @Override
    public ProposedCommit edit(RepositoryUrl repository, Edit edit) {
        return git.edit(repository, edit);
    }

    @Override
    public void publish(RepositoryUrl repository, ProposedCommit commit, String branch) {
        git.push(repository, commit.sha(), branch, Optional.of(commit.base()));
    }

    @Override
    public void publishAs(RepositoryUrl repository, ProposedCommit commit, String newBranch) {
        git.push(repository, commit.sha(), newBranch, Optional.empty());
    }
}
