package dev.fairway.cluster.registry;

import dev.fairway.cluster.ClusterContact;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.resource.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of contacts. */
final class KeptContacts {

    private final JdbcClient database;

    KeptContacts(JdbcClient database) {
        this.database = database;
    }

    Optional<ClusterContact> find(ClusterRef cluster) {
        return database.sql("select * from cluster_contacts where cluster_id = :id")
                .param("id", Long.valueOf(cluster.id()))
                .query(KeptContacts::row)
                .optional();
    }

    /** Those of clusters that do not answer, by the cluster's name. */
    SortedMap<String, ClusterContact> silent() {
        SortedMap<String, ClusterContact> found = new TreeMap<>();
        database.sql("""
                        select k.name, c.* from cluster_contacts c join clusters k on k.id = c.cluster_id
                        where c.failing_since is not null""")
                .query((row, number) -> found.put(row.getString("name"), row(row, number)))
                .list();
        return found;
    }

    /** Keeps a contact; one that failed leaves standing what was known of the cluster before. Nothing if it was removed. */
    void keep(String cluster, ClusterContact contact) {
        database.sql("""
                        insert into cluster_contacts as c
                            (cluster_id, asked_at, answered_at, failing_since, code, message, version, kinds, objects)
                        select id, :at, :answered, :failing, :code, :message, :version, :kinds, :objects
                        from clusters where id = :id
                        on conflict (cluster_id) do update set asked_at = excluded.asked_at,
                            answered_at = coalesce(excluded.answered_at, c.answered_at),
                            failing_since = case when excluded.failing_since is null then null
                                else coalesce(c.failing_since, excluded.failing_since) end,
                            code = excluded.code, message = excluded.message,
                            version = case when excluded.version = '' then c.version else excluded.version end,
                            kinds = case when excluded.answered_at is null then c.kinds else excluded.kinds end,
                            objects = case when excluded.answered_at is null then c.objects else excluded.objects end""")
                .param("id", Long.valueOf(cluster))
                .param("at", Timestamp.from(contact.at()))
                .param("answered", timestamp(contact.answeredAt()))
                .param("failing", timestamp(contact.failingSince()))
                .param("code", contact.problem().map(Problem::code).orElse(null))
                .param("message", contact.problem().map(Problem::message).orElse(null))
                .param("version", contact.version())
                .param("kinds", contact.kinds())
                .param("objects", contact.objects())
                .update();
    }

    private static @Nullable Timestamp timestamp(Optional<Instant> at) {
        return at.map(Timestamp::from).orElse(null);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static ClusterContact row(ResultSet row, int number) throws SQLException {
        String message = Optional.ofNullable(row.getString("message")).orElse("");
        return new ClusterContact(
                row.getTimestamp("asked_at").toInstant(),
                instant(row, "answered_at"),
                instant(row, "failing_since"),
                Optional.ofNullable(row.getString("code")).map(code -> Problem.passing(code, message)),
                row.getString("version"),
                row.getInt("kinds"),
                row.getLong("objects"));
    }
}
