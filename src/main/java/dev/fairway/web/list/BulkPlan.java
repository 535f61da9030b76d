package dev.fairway.web.list;

import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.ResourceStatus;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.web.access.Permit;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.catalog.Entry;
import dev.fairway.web.view.Mark;
import dev.fairway.web.view.ShortRevision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What would happen to the applications that were chosen.
 *
 * @param gone those that are not there any more
 * @param href this plan's address
 */
record BulkPlan(BulkAction action, List<Line> lines, List<String> gone, String href) {

    private static final int NAMED = 4;

    /**
     * One application.
     *
     * @param consequence what would change
     * @param obstacle why it would be refused; empty if it would not
     * @param seen the application and the revision it goes to
     */
    record Line(
            String key,
            String name,
            String href,
            Mark health,
            Mark sync,
            String revision,
            String consequence,
            String obstacle,
            String seen) {}

    static Line line(BulkAction action, Entry entry, Optional<ApplicationStatus> status, Permit permit) {
        return new Line(
                entry.name().toString(),
                entry.name().name(),
                AppLink.to(entry.name()),
                Mark.of(entry.going().health()),
                Mark.of(entry.going().sync()),
                entry.going().revisions().stream()
                        .findFirst()
                        .map(ShortRevision::of)
                        .orElse("unknown"),
                switch (action) {
                    case SYNC -> status.map(BulkPlan::differences).orElse("Nothing is known of it yet.");
                    case REFRESH ->
                        "Compared again with " + String.join(", ", entry.asked().revisions()) + ".";
                },
                permit.isOff() ? permit.refusal() : obstacle(action, entry),
                seen(entry));
    }

    static String seen(Entry entry) {
        return entry.name()
                + "@"
                + entry.going().revisions().stream().map(ShortRevision::of).collect(Collectors.joining(" "));
    }

    private static String differences(ApplicationStatus status) {
        List<ResourceStatus> different = status.resources().stream()
                .filter(resource -> resource.sync() == SyncStatus.OUT_OF_SYNC)
                .toList();
        if (different.isEmpty()) {
            return "Nothing differs; hooks run again.";
        }
        List<String> names = different.stream()
                .limit(NAMED)
                .map(resource -> resource.key().kind() + "/" + resource.key().name())
                .toList();
        String rest = different.size() > NAMED ? " and %d more".formatted(different.size() - NAMED) : "";
        return "%d differ: %s%s.".formatted(different.size(), String.join(", ", names), rest);
    }

    private static String obstacle(BulkAction action, Entry entry) {
        if (action == BulkAction.REFRESH) {
            return "";
        }
        if (entry.asked().deleting()) {
            return "It is being deleted.";
        }
        boolean running = entry.going()
                .operation()
                .filter(operation -> operation.finishedAt().isEmpty())
                .isPresent();
        return running ? "An operation is running already." : "";
    }

    public long possible() {
        return lines.stream().filter(line -> line.obstacle().isEmpty()).count();
    }
}
