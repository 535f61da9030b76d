package dev.fairway.web.metrics;

import dev.fairway.reconciliation.OperationState;
import dev.fairway.web.catalog.Catalog;
import dev.fairway.web.catalog.Entry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * {@code argocd_app_info}: one row for each application, always 1; what it is and how it goes stands in the labels. Name and
 * labels are Argo CD's (its documentation of metrics), but {@code dest_server} is the cluster's name.
 */
@Component
final class ApplicationInfo implements MultiCollector {

    private static final String NAME = "argocd_app_info";
    /** A scrape is no reason to look anew. */
    private static final Duration FRESH_ENOUGH = Duration.ofSeconds(5);

    private final Catalog catalog;

    ApplicationInfo(Catalog catalog, PrometheusRegistry registry) {
        this.catalog = catalog;
        registry.register(this);
    }

    @Override
    public MetricSnapshots collect() {
        GaugeSnapshot.Builder rows = GaugeSnapshot.builder().name(NAME).help("What applications are and how they go");
        catalog.whole(FRESH_ENOUGH)
                .all()
                .forEach(entry -> rows.dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(labels(entry))
                        .value(1)
                        .build()));
        return MetricSnapshots.of(rows.build());
    }

    @Override
    public List<String> getPrometheusNames() {
        return List.of(NAME);
    }

    private static Labels labels(Entry entry) {
        Entry.Asked asked = entry.asked();
        Entry.Going going = entry.going();
        return Labels.builder()
                .label("autosync_enabled", String.valueOf(asked.automated()))
                .label("dest_namespace", asked.namespace())
                .label("dest_server", asked.cluster())
                .label("health_status", going.health().text())
                .label("name", entry.name().name())
                .label("namespace", entry.name().namespace())
                .label("operation", asked.deleting() ? "delete" : running(entry))
                .label("project", asked.project())
                .label("repo", asked.repositories().stream().findFirst().orElse(""))
                .label("sync_status", going.sync().text())
                .build();
    }

    private static String running(Entry entry) {
        return entry.going()
                .operation()
                .filter(operation -> operation.finishedAt().isEmpty())
                .map(Entry.Operation::kind)
                .map(OperationState.Kind::name)
                .orElse("")
                .toLowerCase(Locale.ROOT);
    }
}
