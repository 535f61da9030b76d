package dev.fairway.web.applications;

import dev.fairway.ledger.Operation;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.ShortRevision;
import java.time.Instant;
import java.util.Locale;

/** One operation in the history. */
record HistoryRow(long id, String kind, String sync, String rollout, String revision, String actor, Age at) {

    static HistoryRow of(Operation operation, Instant now) {
        return new HistoryRow(
                operation.id(),
                words(operation.kind()),
                operation.syncVerdict().map(Operation.Verdict::result).orElse("Running"),
                operation
                        .rolloutVerdict()
                        .map(verdict -> words(verdict.result()))
                        .orElse(""),
                operation.revisions().isEmpty()
                        ? ""
                        : ShortRevision.of(operation.revisions().getFirst()),
                operation.actor().name(),
                Age.of(operation.startedAt(), now));
    }

    private static String words(String constant) {
        String text = constant.toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
