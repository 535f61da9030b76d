package dev.fairway.web.applications.diff;

import dev.fairway.diff.Comparison.Difference;
import dev.fairway.diff.FieldChange;
import dev.fairway.diff.UnifiedDiff;
import dev.fairway.reconciliation.ManagedResource;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ResourceKey;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.view.Mark;
import java.util.List;

/**
 * How one object differs.
 *
 * @param effect what a sync would do to it, in words
 * @param fields which fields change, at most a few of them
 * @param differs there is anything to show
 */
public record DiffView(
        String id,
        String title,
        String namespace,
        String href,
        Mark mark,
        String effect,
        int added,
        int removed,
        List<String> fields,
        List<String> warnings,
        List<DiffLine> lines,
        boolean differs) {

    private static final int MOST_FIELDS = 6;

    public static DiffView of(ApplicationName application, ManagedResource resource) {
        ResourceKey key = resource.key();
        Difference difference = resource.comparison().difference();
        List<DiffLine> lines =
                difference == Difference.NONE ? List.of() : DiffLine.of(UnifiedDiff.of(resource.comparison()));
        return new DiffView(
                key.toString(),
                key.kind() + "/" + key.name(),
                key.namespace(),
                AppLink.to(application, key),
                switch (difference) {
                    case MISSING -> Mark.MISSING_LIVE;
                    case EXTRA -> Mark.WILL_PRUNE;
                    case MODIFIED, NONE ->
                        resource.comparison().isSynced()
                                ? new Mark("synced", "ok", "Synced")
                                : new Mark("outofsync", "warn", "Out of sync");
                },
                switch (difference) {
                    case MISSING -> "A sync creates it.";
                    case EXTRA -> "Git no longer has it. A sync with pruning deletes it.";
                    case MODIFIED -> "A sync changes it.";
                    case NONE -> "It is as Git says.";
                },
                (int) lines.stream()
                        .filter(line -> line.cssClass().equals("add"))
                        .count(),
                (int) lines.stream()
                        .filter(line -> line.cssClass().equals("del"))
                        .count(),
                resource.comparison().changes().stream()
                        .map(FieldChange::path)
                        .limit(MOST_FIELDS)
                        .toList(),
                resource.comparison().warnings(),
                lines,
                !lines.isEmpty());
    }
}
