package dev.fairway.reconciliation.turns;

import dev.fairway.reconciliation.Reason;
import dev.fairway.resource.ApplicationName;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The queue of turns, in Postgres. Enqueueing takes part in the caller's transaction; Postgres tells every replica by
 * {@code NOTIFY} when it commits. Writing and telling are one statement: between a push and its effect every question to
 * Postgres counts.
 */
@Component
public class TurnQueue {

    public static final String CHANNEL = "fairway_turns";

    private final JdbcClient jdbc;

    TurnQueue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Says to which cluster's holder an application's turns belong and which repositories it follows; makes the row if there
     * is none.
     *
     * @param repositories normalised addresses
     */
    public void assign(
            ApplicationName application, String cluster, Collection<String> repositories, Reason reason, Instant due) {
        jdbc.sql("""
                        with woken as (insert into turns (application, cluster, lane, due, reasons, repositories)
                        values (:application, :cluster, :lane, :due, array[:reason], :repositories)
                        on conflict (application) do update set
                            cluster = excluded.cluster,
                            repositories = excluded.repositories,
                            wanted = turns.wanted + 1,
                            lane = case when turns.wanted > turns.handled
                                        then least(turns.lane, excluded.lane) else excluded.lane end,
                            due = least(turns.due, excluded.due),
                            reasons = case when excluded.reasons[1] = any(turns.reasons) then turns.reasons
                                           else turns.reasons || excluded.reasons end
                        returning 1)
                        select count(*) as found, pg_notify(:channel, :cluster) from woken""")
                .params(Map.of(
                        "channel", CHANNEL,
                        "application", application.toString(),
                        "cluster", cluster,
                        "lane", reason.lane().ordinal(),
                        "due", Timestamp.from(due),
                        "reason", reason.name(),
                        "repositories", repositories.toArray(String[]::new)))
                .query((row, number) -> row.getInt("found"))
                .single();
    }

    /** Asks for a turn; does nothing for an application that is not in the registry. */
    public void want(Collection<ApplicationName> applications, Reason reason, Instant due) {
        if (applications.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        with woken as (update turns set
                            wanted = wanted + 1,
                            lane = case when wanted > handled then least(lane, :lane) else :lane end,
                            due = least(due, :due),
                            reasons = case when :reason = any(reasons) then reasons else reasons || cast(array[:reason] as text[]) end
                        where application in (:applications) returning 1)
                        select count(*) as found, pg_notify(:channel, '') from woken""")
                .param("channel", CHANNEL)
                .param("lane", reason.lane().ordinal())
                .param("due", Timestamp.from(due))
                .param("reason", reason.name())
                .param(
                        "applications",
                        applications.stream()
                                .map(ApplicationName::toString)
                                .sorted()
                                .toList())
                .query((row, number) -> row.getInt("found"))
                .single();
    }

    /**
     * Asks for a turn of every application that follows a repository, given by its normalised address, because it moved.
     *
     * @param unaffected those that let the others go first
     * @param later when they are due
     */
    public int wantFollowers(String repository, Collection<ApplicationName> unaffected, Instant due, Instant later) {
        return jdbc.sql("""
                        with woken as (
                            update turns set
                                wanted = wanted + 1,
                                lane = case when wanted > handled then least(lane, l) else l end,
                                due = least(due, d),
                                reasons = case when :reason = any(reasons) then reasons
                                               else reasons || cast(array[:reason] as text[]) end
                            from (select application as follower,
                                         case when application = any(:unaffected) then :sweep else :changed end as l,
                                         case when application = any(:unaffected)
                                             then cast(:later as timestamptz) else cast(:due as timestamptz) end as d
                                  from turns where repositories @> cast(array[:repository] as text[])) as followers
                            where application = follower
                            returning 1)
                        select count(*) as found, pg_notify(:channel, '') from woken""")
                .param("channel", CHANNEL)
                .param("reason", Reason.PUSHED.name())
                .param("changed", Reason.PUSHED.lane().ordinal())
                .param("sweep", Reason.Lane.SWEEP.ordinal())
                .param(
                        "unaffected",
                        unaffected.stream().map(ApplicationName::toString).toArray(String[]::new))
                .param("due", Timestamp.from(due))
                .param("later", Timestamp.from(later))
                .param("repository", repository)
                .query((row, number) -> row.getInt("found"))
                .single();
    }

    public void forget(ApplicationName application) {
        jdbc.sql("delete from turns where application = :application")
                .param("application", application.toString())
                .update();
    }

    /** Due turns of these clusters, the most urgent first, except of applications that are being served already. */
    public List<Turn> due(Set<String> clusters, Set<ApplicationName> except, Instant now, int limit) {
        if (clusters.isEmpty()) {
            return List.of();
        }
        Set<String> busy = except.stream().map(ApplicationName::toString).collect(Collectors.toSet());
        busy.add("");
        return jdbc.sql("""
                        select application, cluster, reasons, wanted from turns
                        where cluster in (:clusters) and due <= :now and application not in (:busy)
                        order by lane, due limit :limit""")
                .param("clusters", clusters)
                .param("now", Timestamp.from(now))
                .param("busy", busy)
                .param("limit", limit)
                .query((row, number) -> new Turn(
                        ApplicationName.parse(row.getString("application")),
                        row.getString("cluster"),
                        reasons(row.getArray("reasons")),
                        row.getLong("wanted")))
                .list();
    }

    /**
     * Ends a turn. If nothing asked for another one meanwhile, the next is due at {@code next}; otherwise at once.
     *
     * @param next when to look again without any trigger
     * @param because the reason the next turn will have
     */
    public void end(Turn turn, Instant now, Instant next, Reason because) {
        jdbc.sql("""
                        update turns set
                            handled = :wanted,
                            due = case when wanted > :wanted then least(due, :now) else :next end,
                            lane = case when wanted > :wanted then lane else :lane end,
                            reasons = case when wanted > :wanted then reasons else array[:because] end
                        where application = :application""")
                .params(Map.of(
                        "wanted", turn.wanted(),
                        "now", Timestamp.from(now),
                        "next", Timestamp.from(next),
                        "lane", because.lane().ordinal(),
                        "because", because.name(),
                        "application", turn.application().toString()))
                .update();
    }

    /** How long the oldest due turn of a lane has been waiting. */
    public Optional<Duration> age(Reason.Lane lane, Instant now) {
        return jdbc.sql("select min(due) as oldest from turns where lane = :lane and due <= :now")
                .param("lane", lane.ordinal())
                .param("now", Timestamp.from(now))
                .query((row, number) -> Optional.ofNullable(row.getTimestamp("oldest"))
                        .map(oldest -> Duration.between(oldest.toInstant(), now)))
                .single();
    }

    /** When the next turn of these clusters is due. */
    public Optional<Instant> nextDue(Set<String> clusters) {
        if (clusters.isEmpty()) {
            return Optional.empty();
        }
        return jdbc.sql("select min(due) as next from turns where cluster in (:clusters)")
                .param("clusters", clusters)
                .query((row, number) ->
                        Optional.ofNullable(row.getTimestamp("next")).map(Timestamp::toInstant))
                .single();
    }

    /** The clusters that have applications, whoever holds them. */
    public List<String> clusters() {
        return jdbc.sql("select distinct cluster from turns order by cluster")
                .query(String.class)
                .list();
    }

    private static Set<Reason> reasons(Array array) throws SQLException {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        Arrays.stream((String[]) array.getArray()).map(Reason::valueOf).forEach(reasons::add);
        return reasons;
    }
}
