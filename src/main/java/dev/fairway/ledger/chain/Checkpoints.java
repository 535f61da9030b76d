package dev.fairway.ledger.chain;

import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Checkpoints as rows. */
@Component
class Checkpoints {

    private final JdbcClient jdbc;

    Checkpoints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All, in their order. */
    List<Checkpoint> all() {
        return jdbc.sql("""
                        select number, seal, transactions::text, chain, removed, removed_from, removed_to, kept, kept_chain,
                            made_at, before, signature from ledger_checkpoints order by number""")
                .query((row, number) -> new Checkpoint(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getBytes(4),
                        row.getLong(5),
                        row.getTimestamp(6).toInstant(),
                        row.getTimestamp(7).toInstant(),
                        row.getLong(8),
                        row.getBytes(9),
                        row.getTimestamp(10).toInstant(),
                        row.getBytes(11),
                        row.getBytes(12)))
                .list();
    }

    void add(Checkpoint checkpoint) {
        jdbc.sql("""
                        insert into ledger_checkpoints (number, seal, transactions, chain, removed, removed_from, removed_to,
                            kept, kept_chain, made_at, before, signature)
                        values (:number, :seal, cast(:transactions as xid8), :chain, :removed, :from, :to,
                            :kept, :keptChain, :made, :before, :signature)""")
                .param("number", checkpoint.number())
                .param("seal", checkpoint.seal())
                .param("transactions", checkpoint.transactions())
                .param("chain", checkpoint.chain())
                .param("removed", checkpoint.removed())
                .param("from", Timestamp.from(checkpoint.removedFrom()))
                .param("to", Timestamp.from(checkpoint.removedTo()))
                .param("kept", checkpoint.kept())
                .param("keptChain", checkpoint.keptChain())
                .param("made", Timestamp.from(checkpoint.madeAt()))
                .param("before", checkpoint.before())
                .param("signature", checkpoint.signature())
                .update();
    }
}
