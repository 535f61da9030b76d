package dev.fairway.reconciliation.pipeline;

import dev.fairway.reconciliation.Reason;
import dev.fairway.reconciliation.turns.TurnQueue;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Sources;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Asks every Git repository in use for its refs once per interval, on whichever replica takes the row; applications that
 * follow a repository whose refs moved get a turn. A webhook makes the row due at once.
 */
@Component
public class RepositoryPolls {

    private static final Logger LOG = LoggerFactory.getLogger(RepositoryPolls.class);
    private static final int AT_ONCE = 20;

    private final JdbcClient jdbc;
    private final Sources sources;
    private final TurnQueue queue;
    private final Clock clock;
    private final Duration interval;
    private final String replica = UUID.randomUUID().toString();
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    RepositoryPolls(
            JdbcClient jdbc,
            Sources sources,
            TurnQueue queue,
            Clock clock,
            @Value("${fairway.source.poll-interval:2m}") Duration interval) {
        this.jdbc = jdbc;
        this.sources = sources;
        this.queue = queue;
        this.clock = clock;
        this.interval = interval;
    }

    /** These repositories are in use; those that are new are first asked one interval from now. */
    public void follow(Collection<RepositoryUrl> repositories) {
        for (RepositoryUrl repository : repositories) {
            jdbc.sql("""
                            insert into repository_polls (repository, address, due) values (:repository, :address, :due)
                            on conflict (repository) do nothing""")
                    .param("repository", repository.normalized())
                    .param("address", repository.text())
                    .param("due", Timestamp.from(next()))
                    .update();
        }
    }

    /** A push was announced. */
    public void soon(RepositoryUrl repository) {
        jdbc.sql("update repository_polls set due = :now where repository = :repository")
                .param("now", Timestamp.from(clock.instant()))
                .param("repository", repository.normalized())
                .update();
    }

    /** Asks those that are due; returns how many were asked. */
    public int pollDue() {
        List<RepositoryUrl> due = jdbc.sql("""
                        update repository_polls set due = :next where repository in (
                            select repository from repository_polls where due <= :now
                            order by due limit :limit for update skip locked)
                        returning address""")
                .param("next", Timestamp.from(next()))
                .param("now", Timestamp.from(clock.instant()))
                .param("limit", AT_ONCE)
                .query((row, number) -> new RepositoryUrl(row.getString("address")))
                .list();
        due.forEach(this::poll);
        return due.size();
    }

    private void poll(RepositoryUrl repository) {
        try {
            if (sources.poll(repository).changed()) {
                moved(repository);
            }
        } catch (ProblemException failure) {
            // The applications that follow it will tell: their next turn meets the same failure.
            LOG.info(
                    "{} cannot be asked for its refs: {}",
                    repository.normalized(),
                    failure.problem().message());
        }
    }

    private void moved(RepositoryUrl repository) {
        jdbc.sql("update repository_polls set moved_at = :now, moved_by = :replica where repository = :repository")
                .param("now", Timestamp.from(clock.instant()))
                .param("replica", replica)
                .param("repository", repository.normalized())
                .update();
        queue.wantFollowers(repository.normalized(), Reason.PUSHED, clock.instant());
    }

    /** Another replica saw the repository move: what this one knows of it is too old. */
    public void catchUp(RepositoryUrl repository) {
        jdbc.sql(
                        "select moved_at, moved_by from repository_polls where repository = :repository and moved_at is not null")
                .param("repository", repository.normalized())
                .query((row, number) -> Map.entry(row.getTimestamp("moved_at").toInstant(), row.getString("moved_by")))
                .optional()
                .filter(move -> !move.getValue().equals(replica))
                .filter(move -> !move.getKey().equals(seen.put(repository.normalized(), move.getKey())))
                .ifPresent(move -> sources.forget(repository));
    }

    private Instant next() {
        double jitter = 0.9 + ThreadLocalRandom.current().nextDouble() * 0.2;
        return clock.instant().plusMillis((long) (interval.toMillis() * jitter));
    }
}
