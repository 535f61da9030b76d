package dev.fairway.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The chain over the record. Whoever changes, removes or adds a row that is sealed already breaks it from there on;
 * whoever keeps the last chain elsewhere can prove it.
 */
@Component
public class LedgerSeal {

    private static final int LOCK = 0x5EA1;

    private final JdbcClient jdbc;

    LedgerSeal(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One link: all rows of the transactions from (included) to (not included). */
    private record Link(long id, String from, String to, long rows, long lastPlace, byte[] chain) {}

    private record HashedRow(String kind, long place, byte[] hash, boolean genuine) {}

    /**
     * What a verification found.
     *
     * @param rows that are sealed
     * @param chain the last link, in hex; empty if nothing is sealed
     * @param problems in words; none if the record is whole
     */
    public record Verification(long seals, long rows, String chain, List<String> problems) {

        public boolean isWhole() {
            return problems.isEmpty();
        }
    }

    /**
     * Seals what was committed since the last seal. One sealer at a time; whoever comes second has nothing to do.
     *
     * @return how many rows were sealed
     */
    @Transactional
    public long seal() {
        boolean mine = jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query(Boolean.class)
                .single();
        if (!mine) {
            return 0;
        }
        Optional<Link> last = links("order by id desc limit 1").stream().findFirst();
        String from = last.map(Link::to).orElse("0");
        // Below the oldest running transaction everything is decided. Our own number is not taken yet.
        String to = jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot())::text")
                .query(String.class)
                .single();
        List<HashedRow> rows = rows(from, to);
        if (rows.isEmpty()) {
            return 0;
        }
        byte[] chain = chain(last.map(Link::chain).orElse(new byte[0]), rows);
        jdbc.sql("""
                        insert into ledger_seals (from_xid, to_xid, row_count, last_place, chain)
                        values (cast(:from as xid8), cast(:to as xid8), :rows, :place, :chain)""")
                .param("from", from)
                .param("to", to)
                .param("rows", rows.size())
                .param("place", rows.getLast().place())
                .param("chain", chain)
                .update();
        return rows.size();
    }

    /** Computes every hash and every link anew. */
    @Transactional(readOnly = true)
    public Verification verify() {
        jdbc.sql("set local timezone to 'UTC'").update();
        List<String> problems = new ArrayList<>();
        byte[] chain = new byte[0];
        String expectedFrom = "0";
        long sealed = 0;
        List<Link> links = links("order by id");
        for (Link link : links) {
            List<HashedRow> rows = rows(link.from(), link.to());
            if (!link.from().equals(expectedFrom)) {
                problems.add("Seal %d does not begin where the one before ends.".formatted(link.id()));
            }
            rows.stream()
                    .filter(row -> !row.genuine())
                    .limit(20)
                    .forEach(row ->
                            problems.add("The row at place %d of %s was changed.".formatted(row.place(), row.kind())));
            if (rows.size() != link.rows()) {
                problems.add(
                        "Seal %d covers %d rows, and there are %d.".formatted(link.id(), link.rows(), rows.size()));
            }
            chain = chain(chain, rows);
            if (!MessageDigest.isEqual(chain, link.chain())) {
                problems.add("Seal %d does not match the rows it covers.".formatted(link.id()));
                chain = link.chain();
            }
            expectedFrom = link.to();
            sealed += link.rows();
        }
        return new Verification(links.size(), sealed, HexFormat.of().formatHex(chain), problems);
    }

    /**
     * Everything that is sealed, as lines of JSON: each seal, and after it the rows it covers in the order they were chained.
     *
     * @param after the seal after which to go on; 0 for all
     */
    @Transactional(readOnly = true)
    public void export(long after, Consumer<String> lines) {
        jdbc.sql("set local timezone to 'UTC'").update();
        for (Link link : links("order by id")) {
            if (link.id() > after) {
                lines.accept("{\"seal\":%d,\"rows\":%d,\"chain\":\"%s\"}"
                        .formatted(link.id(), link.rows(), HexFormat.of().formatHex(link.chain())));
                jdbc.sql("""
                                select jsonb_build_object('kind', kind, 'place', place, 'hash', encode(row_hash, 'hex'),
                                    'content', content)::text from ledger_rows
                                where written_by >= cast(:from as xid8) and written_by < cast(:to as xid8)
                                order by place, kind""")
                        .param("from", link.from())
                        .param("to", link.to())
                        .query(String.class)
                        .list()
                        .forEach(lines);
            }
        }
    }

    private List<Link> links(String order) {
        return jdbc.sql("select id, from_xid::text, to_xid::text, row_count, last_place, chain from ledger_seals "
                        + order)
                .query((row, number) -> new Link(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getBytes(6)))
                .list();
    }

    private List<HashedRow> rows(String from, String to) {
        return jdbc.sql("""
                        select kind, place, row_hash, row_hash = sha256(convert_to(kind || content::text, 'UTF8')) as genuine
                        from ledger_rows where written_by >= cast(:from as xid8) and written_by < cast(:to as xid8)
                        order by place, kind""")
                .param("from", from)
                .param("to", to)
                .query((row, number) -> new HashedRow(
                        row.getString("kind"),
                        row.getLong("place"),
                        row.getBytes("row_hash"),
                        row.getBoolean("genuine")))
                .list();
    }

    private static byte[] chain(byte[] before, List<HashedRow> rows) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(before);
            for (HashedRow row : rows) {
                digest.update((row.kind() + "@" + row.place() + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(row.hash());
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
