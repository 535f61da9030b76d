package dev.fairway.reconciliation.pipeline;

import dev.fairway.reconciliation.turns.TurnQueue;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.RefChange;
import dev.fairway.source.RefsObserved;
import dev.fairway.source.Sources;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks every Git repository in use for its refs once per interval, on whichever replica takes the row; applications that
 * follow a repository whose refs moved get a turn. A webhook makes the row due at once.
 */
@Component
public class RepositoryPolls {

    private static final Logger LOG = LoggerFactory.getLogger(RepositoryPolls.class);
    private static final int AT_ONCE = 20;
    /** Of a commit that changes more, everybody is told at once. */
    private static final int MOST_FILES = 1_000;
    /** Who reads nothing of what a commit changed has only its revision to write down, and lets the others go first. */
    private static final Duration AFTER_THE_OTHERS = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final Sources sources;
    private final Readers readers;
    private final TurnQueue queue;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration interval;
    private final String replica = UUID.randomUUID().toString();
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();

    RepositoryPolls(
            JdbcClient jdbc,
            Sources sources,
            Readers readers,
            TurnQueue queue,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${fairway.source.poll-interval:2m}") Duration interval) {
        this.jdbc = jdbc;
        this.sources = sources;
        this.readers = readers;
        this.queue = queue;
        this.transaction = transaction;
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

    /** A push was announced: asks at once, if anyone follows the repository. */
    public void announced(RepositoryUrl repository) {
        jdbc.sql("update repository_polls set due = :next where repository = :repository returning address")
                .param("next", Timestamp.from(next()))
                .param("repository", repository.normalized())
                .query((row, number) -> new RepositoryUrl(row.getString("address")))
                .list()
                .forEach(this::poll);
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
        // Together: one host that does not answer must not keep the others waiting.
        try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(repository -> askers.submit(() -> poll(repository)));
        }
        return due.size();
    }

    private void poll(RepositoryUrl repository) {
        try {
            RefsObserved observed = sources.poll(repository);
            if (observed.changed()) {
                moved(repository, unaffected(repository, observed));
            }
        } catch (ProblemException failure) {
            // The applications that follow it will tell: their next turn meets the same failure.
            LOG.info(
                    "{} cannot be asked for its refs: {}",
                    repository.normalized(),
                    failure.problem().message());
        } catch (RuntimeException failure) {
            LOG.warn("The poll of {} broke off", repository.normalized(), failure);
        }
    }

    /** One transaction: a follower that is woken finds written who saw the move. */
    private void moved(RepositoryUrl repository, List<ApplicationName> unaffected) {
        Instant now = clock.instant();
        transaction.executeWithoutResult(ignored -> {
            jdbc.sql("update repository_polls set moved_at = :now, moved_by = :replica where repository = :repository")
                    .param("now", Timestamp.from(now))
                    .param("replica", replica)
                    .param("repository", repository.normalized())
                    .update();
            queue.wantFollowers(repository.normalized(), unaffected, now, now.plus(AFTER_THE_OTHERS));
        });
    }

    /** Followers that read nothing of what changed; none if that cannot be told cheaply. */
    private List<ApplicationName> unaffected(RepositoryUrl repository, RefsObserved observed) {
        Set<String> files = new HashSet<>();
        for (RefChange change : observed.changes()) {
            Optional<List<String>> changed = change.before().flatMap(before -> change.after()
                    .flatMap(after -> sources.changedFiles(repository, before, after, MOST_FILES)));
            if (changed.isEmpty()) {
                return List.of();
            }
            files.addAll(changed.get());
        }
        return readers.unaffected(repository, files);
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
