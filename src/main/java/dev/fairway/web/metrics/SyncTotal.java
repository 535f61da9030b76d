package dev.fairway.web.metrics;

import dev.fairway.reconciliation.SyncVerdictReached;
import dev.fairway.resource.ApplicationName;
import dev.fairway.web.catalog.Catalog;
import dev.fairway.web.catalog.Entry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * {@code argocd_app_sync_total}: syncs that ended on this replica, by application and phase (Argo CD's name and labels). What
 * counts as a deployment is in the ledger; this counter has self-heals and syncs without effect in it, as Argo CD's has.
 */
@Component
final class SyncTotal {

    private static final Duration FRESH_ENOUGH = Duration.ofMinutes(1);

    private final Catalog catalog;
    private final MeterRegistry meters;

    SyncTotal(Catalog catalog, MeterRegistry meters) {
        this.catalog = catalog;
        this.meters = meters;
    }

    /** After the commit: a step that another replica had to repeat is counted once. */
    @TransactionalEventListener
    void on(SyncVerdictReached event) {
        ApplicationName name = event.application();
        Optional<Entry.Asked> asked = catalog.whole(FRESH_ENOUGH).find(name).map(Entry::asked);
        meters.counter(
                        "argocd.app.sync",
                        "namespace",
                        name.namespace(),
                        "name",
                        name.name(),
                        "project",
                        asked.map(Entry.Asked::project).orElse(""),
                        "dest_server",
                        asked.map(Entry.Asked::cluster).orElse(""),
                        "phase",
                        event.phase())
                .increment();
    }
}
