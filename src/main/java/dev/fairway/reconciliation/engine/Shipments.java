package dev.fairway.reconciliation.engine;

import dev.fairway.applications.Application;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.DeploymentBecameHealthy.ImageSource;
import dev.fairway.reconciliation.DeploymentBecameHealthy.ShippedCommit;
import dev.fairway.reconciliation.pipeline.Inspection;
import dev.fairway.reconciliation.pipeline.Permissions;
import dev.fairway.rendering.RenderRequest;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Commit;
import dev.fairway.source.Images;
import dev.fairway.source.Repositories;
import dev.fairway.source.Repository;
import dev.fairway.source.Sources;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Which commits a desired state is made of. History that cannot be read is told as unknown, never guessed. */
@Component
@EnableConfigurationProperties(SourceCommitSettings.class)
class Shipments {

    private static final int MOST_COMMITS = 200;

    private final Sources sources;
    private final Images images;
    private final Repositories repositories;
    private final Permissions permissions;
    private final SourceCommitSettings settings;

    Shipments(
            Sources sources,
            Images images,
            Repositories repositories,
            Permissions permissions,
            SourceCommitSettings settings) {
        this.sources = sources;
        this.images = images;
        this.repositories = repositories;
        this.permissions = permissions;
        this.settings = settings;
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
            return between(source.get().spec().repository(), from, source.get().revision(), paths);
        } catch (ProblemException e) {
            return new Commits(List.of(), true);
        }
    }

    private Commits between(RepositoryUrl repository, Optional<String> from, String to, List<String> paths) {
        List<Commit> commits = sources.commitsBetween(repository, from, to, paths, MOST_COMMITS + 1);
        if (!commits.isEmpty() && from.isPresent() && isRewritten(repository, from.get(), to)) {
            return new Commits(List.of(), true);
        }
        Map<String, Instant> merged = MergeTimes.of(commits);
        List<ShippedCommit> shipped = commits.stream()
                .limit(MOST_COMMITS)
                .map(commit -> shipped(commit, merged.getOrDefault(commit.sha(), commit.committedAt())))
                .toList();
        return new Commits(shipped, commits.size() > MOST_COMMITS);
    }

    /**
     * What ran before is no part of the history any more. What is on the other side of where they part may have been live
     * before under another name, so none of it is counted.
     */
    private boolean isRewritten(RepositoryUrl repository, String from, String to) {
        return !sources.commitsBetween(repository, Optional.of(to), from, List.of(), 1)
                .isEmpty();
    }

    /**
     * The commit that the images were built of, if a label or annotation says so. Its repository is read only if it is one
     * that was entered here and that the project admits, or one that the application itself comes from.
     *
     * @param previous the commit that the deployment before was built of
     */
    Optional<ImageSource> source(Application application, Inspection inspection, Optional<String> previous) {
        SourceClaims said = SourceClaims.of(
                settings.label(), application.manifest(), inspection.desired().manifests());
        return switch (said) {
            case SourceClaims.None ignored -> ofImages(application, inspection, previous);
            case SourceClaims.Several several -> Optional.of(several(several));
            case SourceClaims.One one -> Optional.of(source(application, inspection, one, previous));
        };
    }

    /** Asks the registries that may be asked. */
    private Optional<ImageSource> ofImages(Application application, Inspection inspection, Optional<String> previous) {
        Map<String, Map<String, String>> words = new LinkedHashMap<>();
        for (String image : inspection.desired().images()) {
            if (settings.registries().stream().anyMatch(host -> image.startsWith(host + "/"))) {
                try {
                    words.put(image, images.words(image));
                } catch (ProblemException e) {
                    return Optional.of(
                            new ImageSource(image, "", "", "the image " + image, sentence(e), List.of(), false));
                }
            }
        }
        return switch (SourceClaims.ofImages(settings.label(), words)) {
            case SourceClaims.None ignored -> Optional.empty();
            case SourceClaims.Several several -> Optional.of(several(several));
            case SourceClaims.One one -> Optional.of(source(application, inspection, one, previous));
        };
    }

    private static String sentence(ProblemException e) {
        String message = e.problem().message();
        return message.endsWith(".") ? message : message + ".";
    }

    private static ImageSource several(SourceClaims.Several several) {
        return new ImageSource("", "", "", several.saidBy(), several.problem(), List.of(), false);
    }

    private ImageSource source(
            Application application, Inspection inspection, SourceClaims.One claim, Optional<String> previous) {
        Optional<RepositoryUrl> repository = claim.repository().isEmpty()
                ? gitSource(inspection).map(source -> source.spec().repository())
                : known(application, inspection, claim.repository());
        if (repository.isEmpty()) {
            return missing(claim, "The repository %s is not connected here.".formatted(claim.repository()));
        }
        try {
            Commits commits = between(repository.get(), previous, claim.revision(), List.of());
            return new ImageSource(
                    "",
                    claim.revision(),
                    repository.get().toString(),
                    claim.saidBy(),
                    missing(commits),
                    commits.shipped(),
                    commits.truncated() || previous.isEmpty());
        } catch (ProblemException e) {
            return missing(claim, "The commit cannot be read in %s.".formatted(repository.get()));
        }
    }

    private Optional<RepositoryUrl> known(Application application, Inspection inspection, String address) {
        RepositoryUrl repository;
        try {
            repository = new RepositoryUrl(address);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
        return inspection.request().sources().stream()
                .map(source -> source.spec().repository())
                .filter(own -> own.sameRepository(repository))
                .findFirst()
                .or(() -> repositories
                        .find(Repository.Covers.REPOSITORY, repository)
                        .filter(entered -> entered.type() == Repository.Type.GIT)
                        .filter(entered ->
                                entered.project().isEmpty() || entered.project().equals(application.project()))
                        .map(Repository::url)
                        .filter(entered -> permissions.admits(application, entered)));
    }

    private static String missing(Commits commits) {
        if (!commits.shipped().isEmpty()) {
            return "";
        }
        return commits.truncated()
                ? "The history was rewritten since the deployment before."
                : "It is the commit that ran before.";
    }

    private static ImageSource missing(SourceClaims.One claim, String why) {
        return new ImageSource("", claim.revision(), claim.repository(), claim.saidBy(), why, List.of(), false);
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
