package dev.fairway.notifications;

import dev.fairway.resource.ApplicationName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows. A row is claimed before it is sent and told what became of it after; a claim ends by itself, so that what a dead
 * replica was sending is sent by another. Whoever lost its claim changes nothing.
 */
@Component
class Outbox {

    /** Much longer than any attempt may take. */
    static final Duration CLAIM = Duration.ofMinutes(2);

    private static final String COLUMNS = """
            id, trigger, application, project, service, recipient, operation_id, state, attempts, due_at, answer, created_at,
            finished_at, tries, facts::text as facts, once""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Outbox(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * What happened, before anybody is told.
     *
     * @param once what makes two tellings of it the same
     */
    record Event(
            Trigger trigger,
            ApplicationName application,
            String project,
            String once,
            OptionalLong operation,
            Facts facts) {}

    /**
     * A row that is this replica's to send.
     *
     * @param attempt the number of the attempt to be made
     * @param tries attempts since it was last asked for, this one included
     */
    record Claimed(Delivery delivery, int attempt, int tries, Facts facts) {}

    /** Writes a row in the caller's transaction, unless this was told already. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean add(Event event, Subscription to, Instant now) {
        return jdbc.sql("""
                        insert into notification_deliveries
                            (trigger, application, project, once, service, recipient, operation_id, facts, state, due_at, created_at)
                        values (:trigger, :application, :project, :once, :service, :recipient, :operation,
                            cast(:facts as jsonb), 'WAITING', :now, :now)
                        on conflict do nothing""")
                        .param("trigger", event.trigger().word())
                        .param("application", event.application().toString())
                        .param("project", event.project())
                        .param("once", event.once())
                        .param("service", to.service())
                        .param("recipient", to.recipient())
                        .param("operation", nullable(event.operation()))
                        .param("facts", json.writeValueAsString(event.facts().values()))
                        .param("now", Timestamp.from(now))
                        .update()
                > 0;
    }

    /** Takes what is due, the oldest first; no two replicas take the same. */
    @Transactional
    List<Claimed> claim(Instant now, int limit) {
        giveUpOnThoseThatNobodySurvives(now);
        return jdbc.sql("""
                        update notification_deliveries set state = 'SENDING', claimed_until = :until,
                            attempts = attempts + 1, tries = tries + 1
                        where id in (
                            select id from notification_deliveries
                            where (state = 'WAITING' and due_at <= :now) or (state = 'SENDING' and claimed_until <= :now)
                            order by due_at, id limit :limit for update skip locked)
                        returning\s""" + COLUMNS)
                .param("until", Timestamp.from(now.plus(CLAIM)))
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query((row, number) -> new Claimed(
                        delivery(row),
                        row.getInt("attempts"),
                        row.getInt("tries"),
                        new Facts(json.readValue(row.getString("facts"), new TypeReference<>() {}))))
                .list();
    }

    /** A row whose sender never comes back to say what became of it must not be sent without end. */
    private void giveUpOnThoseThatNobodySurvives(Instant now) {
        jdbc.sql("""
                        update notification_deliveries set state = 'FAILED', claimed_until = null, finished_at = :now,
                            answer = 'Whoever was sending it ended before it could say what became of it.'
                        where state = 'SENDING' and claimed_until <= :now and tries >= :most""")
                .param("now", Timestamp.from(now))
                .param("most", Patience.MOST_TRIES)
                .update();
    }

    /** Records an attempt and what follows from it. */
    @Transactional
    void finish(Claimed claimed, Outcome outcome, Optional<Instant> again, Instant began, Instant now) {
        String state =
                switch (outcome) {
                    case Outcome.Sent sent -> "SENT";
                    case Outcome.Retry retry -> again.isPresent() ? "WAITING" : "FAILED";
                    case Outcome.Refused refused -> "FAILED";
                };
        int changed = jdbc.sql("""
                        update notification_deliveries set state = :state, answer = :answer, claimed_until = null,
                            due_at = coalesce(:again, due_at), finished_at = :finished
                        where id = :id and state = 'SENDING' and attempts = :attempt""")
                .param("state", state)
                .param("answer", outcome.answer())
                .param("again", again.map(Timestamp::from).orElse(null), Types.TIMESTAMP)
                .param("finished", state.equals("WAITING") ? null : Timestamp.from(now), Types.TIMESTAMP)
                .param("id", claimed.delivery().id())
                .param("attempt", claimed.attempt())
                .update();
        if (changed > 0) {
            record(claimed, outcome, began, now);
        }
    }

    private void record(Claimed claimed, Outcome outcome, Instant began, Instant now) {
        jdbc.sql("""
                        insert into notification_attempts (delivery_id, number, at, outcome, answer, took_ms)
                        values (:id, :number, :at, :outcome, :answer, :took) on conflict do nothing""")
                .param("id", claimed.delivery().id())
                .param("number", claimed.attempt())
                .param("at", Timestamp.from(began))
                .param(
                        "outcome",
                        switch (outcome) {
                            case Outcome.Sent sent -> "SENT";
                            case Outcome.Retry retry -> "RETRY";
                            case Outcome.Refused refused -> "REFUSED";
                        })
                .param("answer", outcome.answer())
                .param("took", Duration.between(began, now).toMillis())
                .update();
    }

    /** Asks for a message once more, from the first try on; not while it is being sent. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean again(long id, Instant now) {
        return jdbc.sql("""
                        update notification_deliveries set state = 'WAITING', tries = 0, due_at = :now, finished_at = null
                        where id = :id and state <> 'SENDING'""").param("now", Timestamp.from(now)).param("id", id).update() > 0;
    }

    /** The newest first. */
    List<Delivery> latest(int limit) {
        return jdbc.sql("select " + COLUMNS + " from notification_deliveries order by id desc limit :limit")
                .param("limit", limit)
                .query((row, number) -> delivery(row))
                .list();
    }

    Optional<Delivery> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from notification_deliveries where id = :id")
                .param("id", id)
                .query((row, number) -> delivery(row))
                .optional();
    }

    List<Delivery.Attempt> attempts(long id) {
        return jdbc.sql("select * from notification_attempts where delivery_id = :id order by number")
                .param("id", id)
                .query((row, number) -> new Delivery.Attempt(
                        row.getInt("number"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("outcome"),
                        row.getString("answer"),
                        row.getLong("took_ms")))
                .list();
    }

    /** The last message that was tried, of each messenger. */
    List<Delivery> lastOfEach() {
        return jdbc.sql("select distinct on (service) " + COLUMNS
                        + " from notification_deliveries where attempts > 0 order by service, id desc")
                .query((row, number) -> delivery(row))
                .list();
    }

    /** @return how many are forgotten */
    @Transactional
    int forgetBefore(Instant then) {
        return jdbc.sql("delete from notification_deliveries where state in ('SENT', 'FAILED') and finished_at < :then")
                .param("then", Timestamp.from(then))
                .update();
    }

    private static @Nullable Long nullable(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        long operation = row.getLong("operation_id");
        OptionalLong known = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(operation);
        Timestamp finished = row.getTimestamp("finished_at");
        return new Delivery(
                row.getLong("id"),
                Trigger.of(row.getString("trigger")).orElseThrow(),
                ApplicationName.parse(row.getString("application")),
                row.getString("project"),
                row.getString("service"),
                row.getString("recipient"),
                known,
                Delivery.State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getTimestamp("due_at").toInstant(),
                row.getString("answer"),
                row.getTimestamp("created_at").toInstant(),
                Optional.ofNullable(finished).map(Timestamp::toInstant));
    }
}
