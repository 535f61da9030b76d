package dev.fairway.web.operations;

import dev.fairway.applications.Application;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.ledger.Deployment;
import dev.fairway.ledger.Ledger;
import dev.fairway.ledger.Operation;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.rendering.RenderedManifests;
import dev.fairway.rendering.spec.SourceSpec;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.ResourceKey;
import dev.fairway.source.Commit;
import dev.fairway.source.Sources;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Finds what Git changed between the last good revision and an operation's. What cannot be read or rendered now, a chart
 * while its cluster is away for example, is left out: the rest of the page is worth more than an error.
 */
@Component
class ChangesSince {

    private final Ledger ledger;
    private final Sources sources;
    private final Reconciliations reconciliations;

    ChangesSince(Ledger ledger, Sources sources, Reconciliations reconciliations) {
        this.ledger = ledger;
        this.sources = sources;
        this.reconciliations = reconciliations;
    }

    /** @param failing the object whose rendered form is compared */
    GitChanges of(
            Operation operation,
            Optional<Application> application,
            List<String> revisions,
            Optional<ResourceKey> failing) {
        Optional<Deployment> lastGood = ledger.lastGoodBefore(operation);
        if (application.isEmpty()) {
            return nothing(lastGood, Optional.empty(), "The application was deleted meanwhile.");
        }
        if (revisions.isEmpty()) {
            return nothing(lastGood, Optional.empty(), "It is not known yet which revision it syncs to.");
        }
        int place = git(application.get());
        Optional<Commit> head = head(application.get(), place, revisions);
        if (lastGood.isEmpty()) {
            return nothing(lastGood, head, "No revision was healthy before this operation, as far as Fairway knows.");
        }
        if (lastGood.get().revisions().equals(revisions)) {
            return nothing(lastGood, head, "Nothing in Git: this very revision was healthy before.");
        }
        Optional<RenderedManifests> before =
                rendered(application.get(), lastGood.get().revisions());
        Optional<RenderedManifests> after = rendered(application.get(), revisions);
        if (place < 0
                || place >= revisions.size()
                || place >= lastGood.get().revisions().size()) {
            return nothing(
                    lastGood,
                    head,
                    "The chart's version went from %s to %s."
                            .formatted(lastGood.get().revisions().getFirst(), revisions.getFirst()));
        }
        List<Commit> commits = commits(
                application.get(),
                place,
                lastGood.get().revisions().get(place),
                revisions.get(place),
                paths(place, before, after));
        return new GitChanges(
                lastGood,
                head,
                commits,
                commits.isEmpty() ? "No commit since then touches what this application reads." : "",
                before.flatMap(old -> after.flatMap(wanted ->
                        failing.flatMap(key -> RenderedDiff.between(key, old.manifests(), wanted.manifests())))));
    }

    private static GitChanges nothing(Optional<Deployment> lastGood, Optional<Commit> head, String note) {
        return new GitChanges(lastGood, head, List.of(), note, Optional.empty());
    }

    private Optional<Commit> head(Application application, int place, List<String> revisions) {
        if (place < 0 || place >= revisions.size()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    sources.commit(application.spec().sources().get(place).repository(), revisions.get(place)));
        } catch (ProblemException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<RenderedManifests> rendered(Application application, List<String> revisions) {
        try {
            return Optional.of(reconciliations.render(application.name(), revisions));
        } catch (ProblemException | ClusterProblem notRendered) {
            return Optional.empty();
        }
    }

    private List<Commit> commits(Application application, int place, String from, String to, List<String> paths) {
        SourceSpec source = application.spec().sources().get(place);
        try {
            return sources.commitsBetween(source.repository(), Optional.of(from), to, paths, GitChanges.MOST);
        } catch (ProblemException unreadable) {
            return List.of();
        }
    }

    /** The first source that is a Git repository; negative if there is none. */
    private static int git(Application application) {
        List<SourceSpec> specs = application.spec().sources();
        for (int place = 0; place < specs.size(); place++) {
            if (specs.get(place).chart().isEmpty()
                    && !specs.get(place).repository().isOci()) {
                return place;
            }
        }
        return -1;
    }

    private static List<String> paths(
            int place, Optional<RenderedManifests> before, Optional<RenderedManifests> after) {
        return Stream.of(before, after)
                .flatMap(Optional::stream)
                .filter(rendered -> place < rendered.closure().size())
                .flatMap(rendered -> rendered.closure().get(place).stream())
                .distinct()
                .toList();
    }
}
