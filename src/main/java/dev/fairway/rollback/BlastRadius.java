package dev.fairway.rollback;

import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.rendering.RenderedManifests;
import dev.fairway.rendering.spec.SourceSpec;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ProblemException;
import dev.fairway.rollback.PreparedRollback.Affected;
import dev.fairway.source.ProposedCommit;
import dev.fairway.source.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which other applications a commit would change: found by rendering them with it, not by looking at paths alone. */
@Component
class BlastRadius {

    private final Applications applications;
    private final Reconciliations reconciliations;
    private final Sources sources;

    BlastRadius(Applications applications, Reconciliations reconciliations, Sources sources) {
        this.applications = applications;
        this.reconciliations = reconciliations;
        this.sources = sources;
    }

    List<Affected> others(ApplicationName name, WrittenSources written, ProposedCommit commit) {
        List<Affected> affected = new ArrayList<>();
        for (Application application : applications.all()) {
            if (!application.name().equals(name)) {
                effect(application, written, commit)
                        .ifPresent(how -> affected.add(new Affected(application.name(), how)));
            }
        }
        return List.copyOf(affected);
    }

    private Optional<String> effect(Application application, WrittenSources written, ProposedCommit commit) {
        try {
            List<Integer> following = following(application, written);
            if (following.isEmpty()) {
                return Optional.empty();
            }
            RenderedManifests now = reconciliations.render(application.name(), List.of());
            Closure closure = Closure.of(following, now);
            if (commit.files().stream().noneMatch(file -> closure.contains(file.path()))) {
                return Optional.empty();
            }
            List<String> revisions = new ArrayList<>();
            for (int i = 0; i < application.spec().sources().size(); i++) {
                revisions.add(following.contains(i) ? commit.sha() : "");
            }
            RenderedManifests then = reconciliations.render(application.name(), revisions);
            int changed = Changes.between(now.manifests(), then.manifests()).size();
            return changed == 0
                    ? Optional.empty()
                    : Optional.of(changed == 1 ? "1 object changes" : changed + " objects change");
        } catch (ProblemException e) {
            return Optional.of("cannot be rendered: " + e.problem().message());
        }
    }

    private List<Integer> following(Application application, WrittenSources written) {
        List<Integer> indexes = new ArrayList<>();
        List<SourceSpec> specs = application.spec().sources();
        for (int i = 0; i < specs.size(); i++) {
            SourceSpec spec = specs.get(i);
            boolean sameRepository = spec.chart().isEmpty()
                    && spec.repository()
                            .normalized()
                            .equals(written.repository().normalized());
            if (sameRepository
                    && sources.resolve(spec.repository(), spec.targetRevision(), spec.tagPrefix())
                            .ref()
                            .equals("refs/heads/" + written.branch())) {
                indexes.add(i);
            }
        }
        return indexes;
    }
}
