package dev.fairway.reconciliation.engine;

import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.DeploymentBecameHealthy.ShippedCommit;
import dev.fairway.reconciliation.pipeline.Inspection;
import dev.fairway.rendering.RenderRequest;
import dev.fairway.resource.ProblemException;
import dev.fairway.source.Commit;
import dev.fairway.source.Sources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which commits a desired state is made of. History that cannot be read is told as unknown, never guessed. */
@Component
class Shipments {

    private static final int MOST_COMMITS = 200;

    private final Sources sources;

    Shipments(Sources sources) {
        this.sources = sources;
    }

    record Commits(List<ShippedCommit> shipped, boolean truncated) {}

    /** The first source's commit, if it is Git. */
    Optional<ApplicationStatus.Head> head(Inspection inspection) {
        return gitSource(inspection).flatMap(source -> {
            try {
                Commit commit = sources.commit(source.spec().repository(), source.revision());
                return Optional.of(new ApplicationStatus.Head(
                        commit.sha(), commit.author(), commit.committedAt(), commit.subject()));
            } catch (ProblemException e) {
                return Optional.empty();
            }
        });
    }

    /** Commits since the previous deployment that touch what this application reads. */
    Commits commits(Inspection inspection, List<String> previous) {
        Optional<RenderRequest.Source> source = gitSource(inspection);
        if (source.isEmpty()) {
            return new Commits(List.of(), false);
        }
        int place = inspection.request().sources().indexOf(source.get());
        Optional<String> from = place < previous.size() ? Optional.of(previous.get(place)) : Optional.empty();
        List<String> paths = place < inspection.rendered().closure().size()
                ? inspection.rendered().closure().get(place)
                : List.of();
        try {
            List<Commit> commits = sources.commitsBetween(
                    source.get().spec().repository(), from, source.get().revision(), paths, MOST_COMMITS + 1);
            Map<String, Instant> merged = MergeTimes.of(commits);
            List<ShippedCommit> shipped = commits.stream()
                    .limit(MOST_COMMITS)
                    .map(commit -> shipped(commit, merged.getOrDefault(commit.sha(), commit.committedAt())))
                    .toList();
            return new Commits(shipped, commits.size() > MOST_COMMITS);
        } catch (ProblemException e) {
            return new Commits(List.of(), true);
        }
    }

    private static Optional<RenderRequest.Source> gitSource(Inspection inspection) {
        return inspection.request().sources().stream()
                .filter(source -> source.spec().chart().isEmpty()
                        && !source.spec().repository().isOci())
                .findFirst();
    }

    private static ShippedCommit shipped(Commit commit, Instant mergedAt) {
        return new ShippedCommit(
                commit.sha(),
                commit.author(),
                commit.authoredAt(),
                commit.committedAt(),
                mergedAt,
                commit.subject(),
                commit.parents().size() > 1);
    }
}
