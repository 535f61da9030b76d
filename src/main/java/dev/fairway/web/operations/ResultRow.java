package dev.fairway.web.operations;

import dev.fairway.resource.ApplicationName;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.view.Mark;

/**
 * What became of one object, as a row.
 *
 * @param wave filled in where another wave begins
 */
record ResultRow(String wave, String resource, String namespace, String href, Mark result, String message) {

    static ResultRow of(AttemptShown.Row row, String place, ApplicationName application) {
        return new ResultRow(
                place,
                Wordings.of(row.key()),
                row.key().namespace(),
                AppLink.to(application, row.key()),
                mark(row.status()),
                row.message());
    }

    private static Mark mark(String status) {
        return switch (status) {
            case "Synced" -> new Mark("succeeded", "ok", "Synced");
            case "Pruned" -> new Mark("prune", "ok", "Pruned");
            case "PruneSkipped" -> new Mark("prune", "warn", "Prune skipped");
            case "SyncFailed" -> new Mark("failed", "bad", "Failed");
            default -> new Mark("waiting", "unk", status.isEmpty() ? "Waits" : status);
        };
    }
}
