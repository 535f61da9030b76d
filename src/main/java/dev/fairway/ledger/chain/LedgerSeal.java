package dev.fairway.ledger.chain;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The sealer. Whoever changes, removes or adds a row that is sealed already breaks the chain from there on; whoever keeps the
 * last chain elsewhere can prove it.
 */
@Component
public class LedgerSeal {

    static final int LOCK = 0x5EA1;

    private final JdbcClient jdbc;
    private final SealedRows rows;
    private final SealedHashes hashes;

    LedgerSeal(JdbcClient jdbc, SealedRows rows, SealedHashes hashes) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.hashes = hashes;
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
        Optional<Seal> last = rows.last();
        String from = last.map(Seal::to).orElse("0");
        // Below the oldest running transaction everything is decided. Our own number is not taken yet.
        String to = jdbc.sql("""
                        select (pg_snapshot_xmin(pg_current_snapshot())::text::numeric + transactions)::text
                        from ledger_offset""").query(String.class).single();
        if (!rows.areAny(from, to)) {
            return 0;
        }
        Chain chain = new Chain(last.map(Seal::chain).orElse(new byte[0]));
        long number = jdbc.sql("select nextval(pg_get_serial_sequence('ledger_seals', 'id'))")
                .query(Long.class)
                .single();
        SealedHashes.Writer written = hashes.write(number);
        long[] place = {0};
        rows.hashes(from, to, row -> {
            chain.add(row.kind(), row.place(), row.hash());
            written.add(row.place(), row.hash());
            place[0] = row.place();
        });
        written.end();
        jdbc.sql("""
                        insert into ledger_seals (id, from_xid, to_xid, row_count, last_place, chain)
                        overriding system value
                        values (:number, cast(:from as xid8), cast(:to as xid8), :rows, :place, :chain)""")
                .param("number", number)
                .param("from", from)
                .param("to", to)
                .param("rows", chain.rows())
                .param("place", place[0])
                .param("chain", chain.link())
                .update();
        return chain.rows();
    }
}
