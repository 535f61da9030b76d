package dev.fairway.web.rollback;

import dev.fairway.ledger.Deployment;
import dev.fairway.resource.ApplicationName;
import dev.fairway.rollback.PreparedRollback;
import dev.fairway.source.Commit;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.applications.diff.DiffLine;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.ShortRevision;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a rollback would do, to be read before it is done.
 *
 * @param candidates earlier deployments to go back to
 * @param to the chosen one, as the form sends it; empty if there is none
 * @param prepared empty if there is none to show
 * @param problem why not; empty if there is one
 * @param mayPush empty if the person may push to the branch, else the reason
 * @param mayPropose empty if the person may leave a branch or pin, else the reason
 */
record RollbackPage(
        List<Candidate> candidates,
        String to,
        Optional<Prepared> prepared,
        String problem,
        String mayPush,
        String mayPropose) {

    record Candidate(String value, boolean chosen, String text) {

        static Candidate of(Deployment deployment, String chosen, Instant now) {
            String subject = deployment.commits().isEmpty()
                    ? ""
                    : " · " + deployment.commits().getFirst().subject();
            String revision = deployment.revisions().isEmpty()
                    ? "?"
                    : ShortRevision.of(deployment.revisions().getFirst());
            return new Candidate(
                    String.valueOf(deployment.id()),
                    String.valueOf(deployment.id()).equals(chosen),
                    "%s · healthy %s ago%s"
                            .formatted(
                                    revision,
                                    Age.of(deployment.healthyAt(), now).text(),
                                    subject));
        }
    }

    /** @param unnamed how many further applications would change that may not be named */
    record Prepared(
            String sentence,
            String head,
            String branch,
            List<FileRow> files,
            List<CommitRow> undone,
            List<ObjectRow> objects,
            List<OtherRow> others,
            int unnamed) {

        /** @param seen which other applications may be named */
        static Prepared of(PreparedRollback rollback, Predicate<ApplicationName> seen, Instant now) {
            return new Prepared(
                    sentence(rollback),
                    rollback.head(),
                    rollback.branch(),
                    rollback.commit().files().stream()
                            .map(file -> new FileRow(
                                    file.path(), file.change().name().toLowerCase(Locale.ROOT)))
                            .toList(),
                    rollback.undone().stream()
                            .map(commit -> CommitRow.of(commit, now))
                            .toList(),
                    rollback.objects().stream()
                            .map(change -> new ObjectRow(change.key().display(), DiffLine.of(change.diff())))
                            .toList(),
                    rollback.others().stream()
                            .filter(other -> seen.test(other.application()))
                            .map(other -> new OtherRow(
                                    other.application().name(), AppLink.to(other.application()), other.how()))
                            .toList(),
                    (int) rollback.others().stream()
                            .filter(other -> !seen.test(other.application()))
                            .count());
        }

        private static String sentence(PreparedRollback rollback) {
            return "One commit on %s restores %s as of %s and undoes %s. %s of %s with it; automation stays on."
                    .formatted(
                            rollback.branch(),
                            counted(rollback.commit().files().size(), "file", "files"),
                            ShortRevision.of(rollback.to()),
                            counted(rollback.undone().size(), "commit", "commits"),
                            rollback.objects().isEmpty()
                                    ? "No object"
                                    : counted(rollback.objects().size(), "object", "objects"),
                            rollback.application().name() + (rollback.objects().size() == 1 ? " changes" : " change"));
        }

        private static String counted(int count, String one, String many) {
            return count == 1 ? "one " + one : count + " " + many;
        }
    }

    record FileRow(String path, String change) {}

    record CommitRow(String sha, String subject, String author, Age at) {

        static CommitRow of(Commit commit, Instant now) {
            return new CommitRow(
                    ShortRevision.of(commit.sha()),
                    commit.subject(),
                    commit.author().replaceAll(" <.*", ""),
                    Age.of(commit.committedAt(), now));
        }
    }

    record ObjectRow(String title, List<DiffLine> lines) {}

    record OtherRow(String name, String href, String how) {}
}
