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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows. A row is claimed before it is sent and told what became of it after; a claim ends by itself, so that what a dead
 * replica was sending is sent by another. Whoever lost its claim changes nothing.
 */
@Component
class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /** Much longer than any attempt may take. */
    static final Duration CLAIM = Duration.ofMinutes(2);

    private static final String COLUMNS = """
            id, key, trigger, application, project, service, recipient, operation_id, state, attempts, due_at, answer, created_at,
            finished_at, tries, facts::text as facts, once""";

    /** What may be sent now. A trigger that only a newer replica knows is left to it. */
    private static final String DUE = """
            state in ('WAITING', 'SENDING') and due_at <= :now and (state = 'WAITING' or claimed_until <= :now)
            and trigger in (:triggers)""";

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

    /**
     * Writes a row in the caller's transaction, unless this was told already. Below a savepoint, so that a row that cannot be
     * written costs its message and never what it tells of.
     *
     * @return whether there is a new row
     */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean add(Event event, Subscription to, Instant now) {
        // By hand, since an exception that leaves this method would doom the caller's transaction, whatever was rolled
        // back before.
        jdbc.sql("savepoint notification").update();
        try {
            return insert(event, to, now);
        } catch (DataAccessException | JacksonException unwritten) {
            LOG.warn(
                    "{} of {} is not told to {}", event.trigger().word(), event.application(), to.service(), unwritten);
            jdbc.sql("rollback to savepoint notification").update();
            return false;
        } finally {
            jdbc.sql("release savepoint notification").update();
        }
    }

    private boolean insert(Event event, Subscription to, Instant now) {
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

    /** The destinations that something is due for and that do not want to be left alone. Walks an index by destination. */
    @Transactional
    List<String> waiting(Instant now) {
        giveUpOnThoseThatNobodySurvives(now);
        return jdbc.sql("""
                        with recursive open (service) as (
                            (select service from notification_deliveries where state in ('WAITING', 'SENDING')
                             order by service limit 1)
                            union all
                            select (select next.service from notification_deliveries next
                                    where next.state in ('WAITING', 'SENDING') and next.service > open.service
                                    order by next.service limit 1)
                            from open where open.service is not null)
                        select open.service from open
                        where open.service is not null
                            and not exists (select 1 from notification_messengers
                                            where name = open.service and paused_until > :now)
                            and exists (select 1 from notification_deliveries where service = open.service and\s""" + DUE + ")")
                .param("now", Timestamp.from(now))
                .param("triggers", Trigger.words())
                .query(String.class)
                .list();
    }

    /** Takes the oldest that is due for a destination; no two replicas take the same. */
    @Transactional
    Optional<Claimed> claim(String service, Instant now) {
        return jdbc.sql("""
                        update notification_deliveries set state = 'SENDING', claimed_until = :until,
                            attempts = attempts + 1, tries = tries + 1
                        where id = (
                            select id from notification_deliveries where service = :service
                                and not exists (select 1 from notification_messengers
                                                where name = :service and paused_until > :now)
                                and\s""" + DUE + """

                            order by due_at, id limit 1 for update skip locked)
                        returning\s""" + COLUMNS)
                .param("until", Timestamp.from(now.plus(CLAIM)))
                .param("now", Timestamp.from(now))
                .param("triggers", Trigger.words())
                .param("service", service)
                .query((row, number) -> new Claimed(
                        delivery(row),
                        row.getInt("attempts"),
                        row.getInt("tries"),
                        new Facts(json.readValue(row.getString("facts"), new TypeReference<>() {}))))
                .optional();
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
                    case Outcome.Busy busy -> again.isPresent() ? "WAITING" : "FAILED";
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
        if (outcome instanceof Outcome.Busy busy) {
            pause(claimed.delivery().service(), now.plus(busy.pause()));
        }
        if (changed > 0) {
            record(claimed, outcome, began, now);
        }
    }

    /** Nothing is sent there until then, by no replica. */
    private void pause(String service, Instant until) {
        jdbc.sql("""
                        update notification_messengers set paused_until = greatest(paused_until, :until)
                        where name = :service""")
                .param("until", Timestamp.from(until))
                .param("service", service)
                .update();
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
                            case Outcome.Busy busy -> "RETRY";
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
        return jdbc.sql("select " + COLUMNS
                        + " from notification_deliveries where trigger in (:triggers) order by id desc limit :limit")
                .param("triggers", Trigger.words())
                .param("limit", limit)
                .query((row, number) -> delivery(row))
                .list();
    }

    /** Those that were given up, the newest first. */
    List<Delivery> failed(int limit) {
        return jdbc.sql("select " + COLUMNS
                        + " from notification_deliveries where state = 'FAILED' and trigger in (:triggers)"
                        + " order by id desc limit :limit")
                .param("triggers", Trigger.words())
                .param("limit", limit)
                .query((row, number) -> delivery(row))
                .list();
    }

    Optional<Delivery> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from notification_deliveries where id = :id and trigger in (:triggers)")
                .param("triggers", Trigger.words())
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

    /** The last message that was tried, of each registered messenger: one step into an index for each. */
    List<Delivery> lastOfEach() {
        return jdbc.sql(LAST_OF_EACH)
                .param("triggers", Trigger.words())
                .query((row, number) -> delivery(row))
                .list();
    }

    static final String LAST_OF_EACH =
            "select last.* from notification_messengers cross join lateral (select " + COLUMNS
                    + " from notification_deliveries where service = name and attempts > 0 and trigger in (:triggers)"
                    + " order by created_at desc, id desc limit 1) last";

    /** @return how many are forgotten */
    @Transactional
    int forgetBefore(Instant then) {
        // What is still open after all that time is of a trigger that no replica knows any more.
        return jdbc.sql("""
                        delete from notification_deliveries
                        where finished_at < :then or (state = 'WAITING' and created_at < :then)""").param("then", Timestamp.from(then)).update();
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
                row.getObject("key", UUID.class),
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
