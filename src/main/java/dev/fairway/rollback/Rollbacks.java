package dev.fairway.rollback;

import dev.fairway.applications.Application;
import dev.fairway.applications.Applications;
import dev.fairway.audit.AuditTrail;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.rendering.RenderedManifests;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Problem;
import dev.fairway.source.ProposedCommit;
import dev.fairway.source.ProposedCommits;
import dev.fairway.source.Restoration;
import dev.fairway.source.Sources;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Prepares rollbacks and writes them to Git. */
@Service
public class Rollbacks {

    private static final int MOST_UNDONE = 50;
    private static final int SHORT = 7;

    private final Applications applications;
    private final Reconciliations reconciliations;
    private final Sources sources;
    private final ProposedCommits proposals;
    private final BlastRadius radius;
    private final AuditTrail audit;
    private final Clock clock;

    Rollbacks(
            Applications applications,
            Reconciliations reconciliations,
            Sources sources,
            ProposedCommits proposals,
            BlastRadius radius,
            AuditTrail audit,
            Clock clock) {
        this.applications = applications;
        this.reconciliations = reconciliations;
        this.sources = sources;
        this.proposals = proposals;
        this.radius = radius;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param revisions what should run again, one per source, as a deployment has them
     * @param reason why, in the person's words; goes into the commit message
     * @throws dev.fairway.resource.ProblemException {@code NotFound}, {@code NothingToRollBack}, {@code NoBranchToWrite} if the
     *     application follows a tag, a commit or a chart's version, {@code SeveralRepositories}, {@code RestoreConflict}
     */
    public PreparedRollback prepare(ApplicationName name, List<String> revisions, String reason, Actor actor) {
        Application application = applications.find(name).orElseThrow(() -> Problem.stalled(
                        "NotFound", "There is no application %s.".formatted(name))
                .asException());
        WrittenSources written = WrittenSources.of(application, revisions, sources);
        RenderedManifests now = reconciliations.render(name, List.of());
        RenderedManifests before = reconciliations.render(name, revisions);
        Closure closure = Closure.of(written.indexes(), now, before);
        ProposedCommit commit = proposals.restore(
                written.repository(),
                new Restoration(
                        written.head(),
                        written.to(),
                        closure::contains,
                        message(name, written, reason, actor),
                        new Restoration.Author(actor.name(), "noreply@fairway.invalid"),
                        clock.instant()));
        if (commit.files().isEmpty()) {
            throw Problem.stalled(
                            "NothingToRollBack",
                            "Everything that %s reads is the same at %s and now."
                                    .formatted(name, shortened(written.to())))
                    .asException();
        }
        List<String> paths =
                commit.files().stream().map(ProposedCommit.ChangedFile::path).toList();
        RenderedManifests after = reconciliations.render(name, written.at(commit.sha()));
        return new PreparedRollback(
                name,
                written.repository(),
                written.branch(),
                written.head(),
                written.to(),
                commit,
                sources.commitsBetween(
                        written.repository(), Optional.of(written.to()), written.head(), paths, MOST_UNDONE),
                Changes.between(now.manifests(), after.manifests()),
                radius.others(name, written, commit));
    }

    /**
     * Pushes the commit to the branch that the application follows.
     *
     * @param expectedHead where the branch stood when the person looked
     * @throws dev.fairway.resource.ProblemException as {@link #prepare}, {@code BranchMoved}, {@code PushRefused}
     */
    public WrittenRollback push(
            ApplicationName name, List<String> revisions, String expectedHead, String reason, Actor actor) {
        PreparedRollback prepared = fresh(name, revisions, expectedHead, reason, actor);
        proposals.publish(prepared.repository(), prepared.commit(), prepared.branch());
        return written(prepared, prepared.branch(), reason, actor);
    }

    /**
     * Leaves the commit as a branch of its own, for someone who may merge it.
     *
     * @throws dev.fairway.resource.ProblemException as {@link #push}
     */
    public WrittenRollback leaveAsBranch(
            ApplicationName name, List<String> revisions, String expectedHead, String reason, Actor actor) {
        PreparedRollback prepared = fresh(name, revisions, expectedHead, reason, actor);
        String branch = "fairway/roll-back-%s-to-%s-%s"
                .formatted(name.name(), shortened(prepared.to()), shortened(prepared.head()));
        proposals.publishAs(prepared.repository(), prepared.commit(), branch);
        return written(prepared, branch, reason, actor);
    }

    private PreparedRollback fresh(
            ApplicationName name, List<String> revisions, String expectedHead, String reason, Actor actor) {
        PreparedRollback prepared = prepare(name, revisions, reason, actor);
        if (!prepared.head().equals(expectedHead)) {
            throw Problem.passing(
                            "BranchMoved",
                            "The branch %s moved while you looked. Read what the rollback would change now, then write it."
                                    .formatted(prepared.branch()))
                    .asException();
        }
        return prepared;
    }

    private WrittenRollback written(PreparedRollback prepared, String branch, String reason, Actor actor) {
        audit.record(
                actor,
                "application.rollback",
                "application:" + prepared.application(),
                Map.of("commit", prepared.commit().sha(), "branch", branch, "to", prepared.to(), "reason", reason));
        reconciliations.repositoryMoved(prepared.repository());
        return new WrittenRollback(prepared.commit().sha(), branch);
    }

    /** The trailers let a reader, and the delivery figures, tell a rollback from other commits. */
    private static String message(ApplicationName name, WrittenSources written, String reason, Actor actor) {
        String why = reason.isBlank() ? "" : reason.strip() + "\n\n";
        return """
                Roll %s back to %s

                %sFairway-Application: %s
                Fairway-Rollback-From: %s
                Fairway-Rollback-To: %s
                Requested-by: %s
                """.formatted(
                        name.name(), shortened(written.to()), why, name, written.head(), written.to(), actor.name());
    }

    static String shortened(String sha) {
        return sha.length() > SHORT ? sha.substring(0, SHORT) : sha;
    }
}
