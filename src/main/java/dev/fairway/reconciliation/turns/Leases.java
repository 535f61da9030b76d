package dev.fairway.reconciliation.turns;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who holds which cluster, in Postgres. A lease lasts {@link #LENGTH} from its last renewal by the database's clock; this
 * replica stops believing in it {@link #MARGIN} earlier by its own, measured from before the request was sent.
 */
@Component
public class Leases {

    static final Duration LENGTH = Duration.ofSeconds(10);
    static final Duration MARGIN = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String replica = UUID.randomUUID().toString();
    private final Map<String, Lease> held = new ConcurrentHashMap<>();

    Leases(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Takes or renews the lease on a cluster; empty if another replica holds it. */
    public Optional<Lease> take(String cluster) {
        Instant asked = clock.instant();
        Optional<Lease> lease = jdbc.sql("""
                        insert into cluster_leases as l (cluster, holder, epoch, expires_at)
                        values (:cluster, :replica, 1, clock_timestamp() + make_interval(secs => :seconds))
                        on conflict (cluster) do update set
                            epoch = case when l.holder = excluded.holder then l.epoch else l.epoch + 1 end,
                            holder = excluded.holder,
                            expires_at = excluded.expires_at
                        where l.holder = excluded.holder or l.expires_at < clock_timestamp()
                        returning epoch""")
                .param("cluster", cluster)
                .param("replica", replica)
                .param("seconds", (double) LENGTH.toSeconds())
                .query((row, number) -> new Lease(
                        cluster, row.getLong("epoch"), asked.plus(LENGTH).minus(MARGIN)))
                .optional();
        lease.ifPresentOrElse(taken -> held.put(cluster, taken), () -> held.remove(cluster));
        return lease;
    }

    /** The lease this replica holds now, if it still holds. */
    public Optional<Lease> held(String cluster) {
        return Optional.ofNullable(held.get(cluster)).filter(lease -> lease.isValidAt(clock.instant()));
    }

    public Set<String> heldClusters() {
        return held.values().stream()
                .filter(lease -> lease.isValidAt(clock.instant()))
                .map(Lease::cluster)
                .collect(java.util.stream.Collectors.toSet());
    }

    /**
     * Locks the lease row for the caller's transaction and checks that the epoch still counts.
     *
     * @throws LostLease if another replica has taken over
     */
    public void check(Lease lease) {
        boolean holds = jdbc.sql(
                        "select 1 from cluster_leases where cluster = :cluster and epoch = :epoch and holder = :replica for share")
                .param("cluster", lease.cluster())
                .param("epoch", lease.epoch())
                .param("replica", replica)
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!holds) {
            held.remove(lease.cluster());
            throw new LostLease(lease.cluster());
        }
    }

    /** Gives all leases back, so that another replica need not wait. */
    public void release() {
        held.clear();
        jdbc.sql(
                        "update cluster_leases set expires_at = clock_timestamp() - interval '1 second' where holder = :replica")
                .param("replica", replica)
                .update();
    }

    /** Another replica took the cluster over; whatever this one was doing for it must stop. */
    public static final class LostLease extends RuntimeException {
        LostLease(String cluster) {
            super("Another replica has taken the cluster " + cluster + " over");
        }
    }
}
