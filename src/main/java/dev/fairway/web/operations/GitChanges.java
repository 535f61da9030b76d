package dev.fairway.web.operations;

import dev.fairway.ledger.Deployment;
import dev.fairway.source.Commit;
import java.util.List;
import java.util.Optional;

/**
 * What Git changed since the last revision that was healthy.
 *
 * @param lastGood empty if none is known
 * @param head the commit that is synced; empty if there is none or it cannot be read
 * @param commits that touch what the application reads, newest first
 * @param note why nothing is listed; empty if something is
 * @param diff of the object that failed, as it is rendered
 */
record GitChanges(
        Optional<Deployment> lastGood,
        Optional<Commit> head,
        List<Commit> commits,
        String note,
        Optional<RenderedDiff> diff) {

    static final int MOST = 20;

    String lastGoodRevision() {
        return lastGood.filter(deployment -> !deployment.revisions().isEmpty())
                .map(deployment -> deployment.revisions().getFirst())
                .orElse("");
    }
}
