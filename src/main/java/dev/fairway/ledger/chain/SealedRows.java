package dev.fairway.ledger.chain;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads seals and the rows below them, in the order in which they were chained; never all of them at once. */
@Component
class SealedRows {

    private static final int AT_A_TIME = 1_000;

    private static final String IN_RANGE =
            " from ledger_rows where written_by >= cast(:from as xid8) and written_by < cast(:to as xid8) order by place, kind";

    private final JdbcClient jdbc;

    SealedRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param genuine whether its hash is that of what it says */
    record HashedRow(String kind, long place, byte[] hash, boolean genuine) {}

    /** @param text exactly what was hashed, after the kind */
    record FullRow(String kind, long place, byte[] hash, String text) {}

    /** Seals after one number and up to another, in their order; some at a time. */
    void seals(long after, long upTo, Consumer<Seal> each) {
        long from = after;
        List<Seal> some;
        do {
            some = seals(
                    "id > :after and id <= :upTo order by id limit " + AT_A_TIME, Map.of("after", from, "upTo", upTo));
            for (Seal seal : some) {
                each.accept(seal);
                from = seal.number();
            }
        } while (some.size() == AT_A_TIME);
    }

    Optional<Seal> last() {
        return seals("true order by id desc limit 1", Map.of()).stream().findFirst();
    }

    /** The last of the seals after this number that were all made before a moment. */
    Optional<Seal> lastBefore(long after, Instant moment) {
        return seals("""
                        id > :after and id < coalesce(
                            (select min(id) from ledger_seals where id > :after and sealed_at >= :moment), :most)
                        order by id desc limit 1""", Map.of("after", after, "moment", Timestamp.from(moment), "most", Long.MAX_VALUE)).stream()
                .findFirst();
    }

    private List<Seal> seals(String which, Map<String, ?> parameters) {
        return jdbc.sql(
                        "select id, from_xid::text, to_xid::text, row_count, last_place, chain, sealed_at from ledger_seals where "
                                + which)
                .params(parameters)
                .query((row, number) -> new Seal(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getBytes(6),
                        row.getTimestamp(7).toInstant()))
                .list();
    }

    /** A row's text must not depend on the time zone of who reads it. For the transaction. */
    void readInUtc() {
        jdbc.sql("set local timezone to 'UTC'").update();
    }

    void hashes(String from, String to, Consumer<HashedRow> each) {
        jdbc.sql("select kind, place, row_hash, row_hash = sha256(convert_to(kind || content::text, 'UTF8')) as genuine"
                        + IN_RANGE)
                .withFetchSize(AT_A_TIME)
                .param("from", from)
                .param("to", to)
                .query(row -> {
                    each.accept(new HashedRow(
                            row.getString("kind"),
                            row.getLong("place"),
                            row.getBytes("row_hash"),
                            row.getBoolean("genuine")));
                });
    }

    void rows(String from, String to, Consumer<FullRow> each) {
        jdbc.sql("select kind, place, row_hash, content::text as text" + IN_RANGE)
                .withFetchSize(AT_A_TIME)
                .param("from", from)
                .param("to", to)
                .query(row -> {
                    each.accept(new FullRow(
                            row.getString("kind"),
                            row.getLong("place"),
                            row.getBytes("row_hash"),
                            row.getString("text")));
                });
    }
}
