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

    private static final String WITHIN =
            " from ledger_rows where written_by >= cast(:from as xid8) and written_by < cast(:to as xid8)";
    private static final String IN_RANGE = WITHIN + " order by place, kind";

    private final JdbcClient jdbc;

    SealedRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param hash SHA-256 of its kind and everything it says */
    record HashedRow(String kind, long place, byte[] hash) {}

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

    boolean areAny(String from, String to) {
        return jdbc.sql("select exists (select" + WITHIN + ")")
                .param("from", from)
                .param("to", to)
                .query(Boolean.class)
                .single();
    }

    /** In the caller's transaction, which reads in UTC from here on. */
    void hashes(String from, String to, Consumer<HashedRow> each) {
        hashed(IN_RANGE, Map.of("from", from, "to", to), each);
    }

    /** Likewise those below a transaction that are not chosen to leave. */
    void staying(String below, Consumer<HashedRow> each) {
        hashed("""
                 from ledger_rows r where written_by < cast(:below as xid8)
                and not exists (select from ledger_leaving l where l.kind = r.kind and l.place = r.place)
                order by place, kind""", Map.of("below", below), each);
    }

    private void hashed(String which, Map<String, ?> parameters, Consumer<HashedRow> each) {
        readInUtc();
        jdbc.sql("select kind, place, hash" + which)
                .withFetchSize(AT_A_TIME)
                .params(parameters)
                .query(row -> {
                    each.accept(new HashedRow(row.getString("kind"), row.getLong("place"), row.getBytes("hash")));
                });
    }

    /** Likewise with what they say. */
    void rows(String from, String to, Consumer<FullRow> each) {
        readInUtc();
        jdbc.sql("select kind, place, hash, content::text as text" + IN_RANGE)
                .withFetchSize(AT_A_TIME)
                .param("from", from)
                .param("to", to)
                .query(row -> {
                    each.accept(new FullRow(
                            row.getString("kind"), row.getLong("place"), row.getBytes("hash"), row.getString("text")));
                });
    }

    /** A row's text must not depend on the time zone of who reads it. */
    private void readInUtc() {
        jdbc.sql("set local timezone to 'UTC'").update();
    }
}
