package dev.fairway.source.internal;

import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Commit;
import dev.fairway.source.RefsObserved;
import dev.fairway.source.ResolvedChart;
import dev.fairway.source.ResolvedRevision;
import dev.fairway.source.SourceTree;
import dev.fairway.source.Sources;
import dev.fairway.source.chart.Charts;
import dev.fairway.source.git.GitSources;
import java.util.List;
import java.util.Optional;

/** Git repositories and chart repositories behind one face. */
final class FetchedSources implements Sources {

    private final GitSources git;
    private final Charts charts;

    FetchedSources(GitSources git, Charts charts) {
        this.git = git;
        this.charts = charts;
    }

    @Override
    public ResolvedRevision resolve(RepositoryUrl repository, String targetRevision, String tagPrefix) {
        return git.resolve(repository, targetRevision, tagPrefix);
    }

    @Override
    public RefsObserved poll(RepositoryUrl repository) {
        return git.poll(repository);
    }

    @Override
    public SourceTree tree(RepositoryUrl repository, String sha) {
        return git.tree(repository, sha);
    }

    @Override
    public Commit commit(RepositoryUrl repository, String sha) {
        return git.commit(repository, sha);
    }

    @Override
    public List<Commit> commitsBetween(
            RepositoryUrl repository, Optional<String> from, String to, List<String> paths, int limit) {
        return git.commitsBetween(repository, from, to, paths, limit);
    }

    @Override
    public Optional<List<String>> changedFiles(RepositoryUrl repository, String from, String to, int limit) {
        return git.changedFiles(repository, from, to, limit);
    }

    @Override
    public void forget(RepositoryUrl repository) {
        charts.forget(repository);
        git.forget(repository);
    }

    @Override
    public ResolvedChart chart(RepositoryUrl repository, String chart, String version) {
        return charts.chart(repository, chart, version);
    }
}
