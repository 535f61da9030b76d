package dev.fairway.audit;

import dev.fairway.resource.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the trail. Pages are cut by id, so that none shows an entry twice while new ones come. */
@Component
@Transactional(readOnly = true)
public class AuditLog {

    static final String COLUMNS = """
        id, recorded_at, actor_kind, actor_name, action, target, result, reason, detail::text as detail, request_id \
        """;

    private static final String MATCHING = """
        from audit_entries
        where (:owner = '' or (actor_kind <> 'AUTOMATION' and (actor_name = :owner or actor_name like :owner_tokens)))
          and (:actor = '' or actor_name = :actor or actor_name like :actor_tokens)
          and (:action = '' or action = :action or action like :action_kinds)
          and (:target = '' or target ilike :target_part)
          and (:result = '' or result = :result)
          and (cast(:from as timestamptz) is null or recorded_at >= :from)
          and (cast(:to as timestamptz) is null or recorded_at < :to)""";

    private final JdbcClient jdbc;

    AuditLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The newest first.
     *
     * @param before only entries older than the one of this id
     */
    public List<AuditEntry> before(AuditFilter filter, long before, int limit) {
        return select("select " + COLUMNS + MATCHING + " and id < :id order by id desc limit :limit", filter)
                .param("id", before)
                .param("limit", limit)
                .query(AuditLog::entry)
                .list();
    }

    /**
     * The newest first.
     *
     * @param after only entries newer than the one of this id, and of those the oldest
     */
    public List<AuditEntry> after(AuditFilter filter, long after, int limit) {
        return select("select " + COLUMNS + MATCHING + " and id > :id order by id limit :limit", filter)
                .param("id", after)
                .param("limit", limit)
                .query(AuditLog::entry)
                .list()
                .reversed();
    }

    public Optional<AuditEntry> find(AuditFilter filter, long id) {
        return select("select " + COLUMNS + MATCHING + " and id = :id", filter)
                .param("id", id)
                .query(AuditLog::entry)
                .optional();
    }

    /** The first entry there is: how far back the trail goes. */
    public Optional<Instant> beginning() {
        return jdbc.sql("select recorded_at from audit_entries order by id limit 1")
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    private JdbcClient.StatementSpec select(String sql, AuditFilter filter) {
        return jdbc.sql(sql)
                .param("owner", filter.owner())
                .param("owner_tokens", literal(filter.owner()) + "/%")
                .param("actor", filter.actor())
                .param("actor_tokens", literal(filter.actor()) + "/%")
                .param("action", filter.action())
                .param("action_kinds", literal(filter.action()) + ".%")
                .param("target", filter.target())
                .param("target_part", "%" + literal(filter.target()) + "%")
                .param("result", filter.result())
                .param("from", filter.from().map(AuditLog::parameter).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("to", filter.to().map(AuditLog::parameter).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static OffsetDateTime parameter(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static String literal(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    static AuditEntry entry(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                row.getTimestamp("recorded_at").toInstant(),
                new Actor(Actor.Kind.valueOf(row.getString("actor_kind")), row.getString("actor_name")),
                row.getString("action"),
                row.getString("target"),
                row.getString("result"),
                row.getString("reason"),
                row.getString("detail"),
                Optional.ofNullable(row.getString("request_id")));
    }
}
