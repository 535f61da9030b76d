package dev.fairway.web.operations;

import dev.fairway.source.Commit;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.view.Counted;
import dev.fairway.web.view.ShortRevision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Git changed, for people.
 *
 * @param compareHref what going back would change; empty if there is nowhere to go
 */
record ChangesView(
        String count,
        List<CommitRow> commits,
        String more,
        String note,
        String compareHref,
        Optional<RenderedDiff> diff) {

    /** As many as leave room for the difference. */
    private static final int SHOWN = 4;

    /** Where nothing can be compared, at least the commit itself. */
    private static Stream<Commit> commits(GitChanges changes) {
        return changes.commits().isEmpty() && changes.lastGood().isEmpty()
                ? changes.head().stream()
                : changes.commits().stream();
    }

    record CommitRow(String sha, String subject, String author) {}

    static ChangesView of(Shown shown, Instant now) {
        GitChanges changes = shown.changes();
        int count = changes.commits().size();
        String good = changes.lastGoodRevision();
        return new ChangesView(
                count == 0 ? "" : Counted.of(count, "commit", "commits") + (count == GitChanges.MOST ? " or more" : ""),
                commits(changes)
                        .limit(SHOWN)
                        .map(commit -> new CommitRow(
                                ShortRevision.of(commit.sha()),
                                commit.subject(),
                                Wordings.author(commit.author()) + " · " + Clocks.moment(commit.committedAt(), now)))
                        .toList(),
                count > SHOWN ? "and " + (count - SHOWN) + " more" : "",
                changes.note(),
                good.isEmpty() || count == 0
                        ? ""
                        : AppLink.to(shown.operation().application()) + "/rollback?to=" + good,
                changes.diff());
    }
}
