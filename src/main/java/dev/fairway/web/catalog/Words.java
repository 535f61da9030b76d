package dev.fairway.web.catalog;

import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.web.view.Mark;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Statuses as words, the same as on the pages. */
final class Words {

    static final List<String> HEALTH_ORDER = Stream.of(
                    HealthStatus.DEGRADED,
                    HealthStatus.MISSING,
                    HealthStatus.SUSPENDED,
                    HealthStatus.PROGRESSING,
                    HealthStatus.UNKNOWN,
                    HealthStatus.HEALTHY)
            .map(Words::of)
            .toList();

    private Words() {}

    static String of(HealthStatus health) {
        return Mark.of(health).text();
    }

    static String of(SyncStatus sync) {
        return Mark.of(sync).text();
    }

    static String ofOperation(Entry entry) {
        return entry.going()
                .operation()
                .map(operation -> Mark.of(operation.phase()).text())
                .orElse("None");
    }

    static List<String> ofLabels(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .toList();
    }
}
