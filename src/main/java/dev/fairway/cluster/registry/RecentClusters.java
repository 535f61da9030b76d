package dev.fairway.cluster.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The table of clusters as it was a moment ago: every turn asks it several times. What this replica writes counts at once, and
 * what is not found is looked for in Postgres.
 */
final class RecentClusters {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final ClusterRows rows;
    private final InstantSource clock;
    private volatile @Nullable Snapshot snapshot;
    private volatile long forgotten;

    private record Snapshot(Instant at, List<ClusterEntity> rows) {}

    RecentClusters(ClusterRows rows, InstantSource clock) {
        this.rows = rows;
        this.clock = clock;
    }

    Optional<ClusterEntity> find(Predicate<ClusterEntity> wanted) {
        Snapshot known = snapshot;
        boolean recent = known != null && known.at().plus(MOMENT).isAfter(clock.instant());
        Optional<ClusterEntity> found =
                recent && known != null ? known.rows().stream().filter(wanted).findFirst() : Optional.empty();
        return found.or(() -> read().stream().filter(wanted).findFirst());
    }

    /** Now, and again when the transaction that changes the table is over: until then others read what was before. */
    void forget() {
        drop();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    drop();
                }
            });
        }
    }

    private synchronized void drop() {
        forgotten++;
        snapshot = null;
    }

    private List<ClusterEntity> read() {
        long before = forgotten;
        Instant now = clock.instant();
        List<ClusterEntity> fresh = rows.findAllByOrderByNameAsc();
        keep(new Snapshot(now, fresh), before);
        return fresh;
    }

    private synchronized void keep(Snapshot read, long before) {
        if (forgotten == before) {
            snapshot = read;
        }
    }
}
