package dev.fairway.source.contact;

import dev.fairway.resource.Problem;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.Contact;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of contacts. What is noted by the way is written behind the asker's back: whoever asks a host may hold a
 * transaction, and how a host answered is true whatever becomes of it.
 */
@Component
public class KeptContacts implements ContactLog, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeptContacts.class);

    /** The same answer again is written at most so often. */
    private static final Duration RARELY = Duration.ofSeconds(20);

    private final JdbcClient database;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("repository-contacts").factory());
    private final Map<String, Written> written = new ConcurrentHashMap<>();

    private record Written(String code, Instant at) {}

    private record Row(String repository, Contact contact) {}

    KeptContacts(JdbcClient database) {
        this.database = database;
    }

    @Override
    public void asked(RepositoryUrl repository, Asked asked) {
        String code = asked.problem().map(Problem::code).orElse("");
        Written before = written.get(repository.normalized());
        if (before != null
                && before.code().equals(code)
                && before.at().plus(RARELY).isAfter(asked.at())) {
            return;
        }
        written.put(repository.normalized(), new Written(code, asked.at()));
        if (!writer.isShutdown()) {
            writer.execute(() -> keepQuietly(repository, asked));
        }
    }

    private void keepQuietly(RepositoryUrl repository, Asked asked) {
        try {
            keep(repository, asked);
        } catch (RuntimeException notWritten) {
            written.remove(repository.normalized());
            LOG.debug("How {} answered was not kept", repository.normalized(), notWritten);
        }
    }

    /** Keeps an answer at once and returns what is known now. */
    public Contact keep(RepositoryUrl repository, Asked asked) {
        written.put(
                repository.normalized(),
                new Written(asked.problem().map(Problem::code).orElse(""), asked.at()));
        return database.sql("""
                        insert into source_contact as c (repository, asked_at, took_ms, succeeded_at, code, message)
                        values (:repository, :at, :took, :succeeded, :code, :message)
                        on conflict (repository) do update set asked_at = excluded.asked_at, took_ms = excluded.took_ms,
                            succeeded_at = coalesce(excluded.succeeded_at, c.succeeded_at),
                            code = excluded.code, message = excluded.message
                        returning *""")
                .param("repository", repository.normalized())
                .param("at", Timestamp.from(asked.at()))
                .param("took", asked.took().toMillis())
                .param("succeeded", asked.problem().isEmpty() ? Timestamp.from(asked.at()) : null)
                .param("code", asked.problem().map(Problem::code).orElse(null))
                .param("message", asked.problem().map(Problem::message).orElse(null))
                .query(KeptContacts::row)
                .single()
                .contact();
    }

    public Optional<Contact> find(RepositoryUrl repository) {
        return database.sql("select * from source_contact where repository = :repository")
                .param("repository", repository.normalized())
                .query(KeptContacts::row)
                .optional()
                .map(Row::contact);
    }

    public Map<String, Contact> all() {
        List<Row> rows = database.sql("select * from source_contact")
                .query(KeptContacts::row)
                .list();
        return rows.stream().collect(Collectors.toUnmodifiableMap(Row::repository, Row::contact));
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        Optional<String> code = Optional.ofNullable(row.getString("code"));
        String message = Optional.ofNullable(row.getString("message")).orElse("");
        return new Row(
                row.getString("repository"),
                new Contact(
                        row.getTimestamp("asked_at").toInstant(),
                        Duration.ofMillis(row.getLong("took_ms")),
                        Optional.ofNullable(row.getTimestamp("succeeded_at")).map(Timestamp::toInstant),
                        code.map(known -> Problem.stalled(known, message))));
    }

    @Override
    public void close() {
        writer.shutdown();
    }
}
