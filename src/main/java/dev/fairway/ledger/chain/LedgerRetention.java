package dev.fairway.ledger.chain;

import dev.fairway.audit.AuditTrail;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets go what is older than the installation wants to keep it, whole seals at a time. First a signed checkpoint is written; the
 * tables let rows go only in the transaction that wrote one. What is still needed stays: what each application ran at that time,
 * operations and incidents that are not over, and what belongs to them.
 */
@Component
public class LedgerRetention {

    private final JdbcClient jdbc;
    private final SealedRows rows;
    private final SealedHashes hashes;
    private final Checkpoints checkpoints;
    private final LedgerVerification verification;
    private final SigningKey key;
    private final RetentionSettings settings;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;

    LedgerRetention(
            JdbcClient jdbc,
            SealedRows rows,
            SealedHashes hashes,
            Checkpoints checkpoints,
            LedgerVerification verification,
            SigningKey key,
            RetentionSettings settings,
            AuditTrail audit,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.hashes = hashes;
        this.checkpoints = checkpoints;
        this.verification = verification;
        this.key = key;
        this.settings = settings;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Lets go what is too old at this moment, in one transaction; then the texts that nothing names any more, in small ones.
     *
     * @return how many rows went
     * @throws dev.fairway.resource.ProblemException {@code LedgerNotWhole} if what would go was tampered with: a checkpoint must
     *     not hide it
     */
    public long apply(Instant now) {
        long went = Objects.requireNonNull(transaction.execute(status -> letGo(now)));
        Piece piece = Piece.FIRST;
        int done;
        do {
            int objects = piece.objects();
            long began = System.nanoTime();
            done = Objects.requireNonNull(transaction.execute(status -> removeTexts(objects)));
            piece = piece.after(Duration.ofNanos(System.nanoTime() - began));
        } while (done > 0);
        return went;
    }

    private int removeTexts(int objects) {
        return jdbc.sql("select remove_unlisted_contents(:most)")
                .param("most", objects)
                .query(Integer.class)
                .single();
    }

    private long letGo(Instant now) {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LedgerSeal.LOCK)
                .query(row -> {});
        List<Checkpoint> made = checkpoints.all();
        Optional<Checkpoint> before = made.isEmpty() ? Optional.empty() : Optional.of(made.getLast());
        Instant horizon = now.minus(settings.kept());
        Optional<Seal> old = rows.lastBefore(before.map(Checkpoint::seal).orElse(0L), horizon);
        if (old.isEmpty()) {
            return 0;
        }
        Seal last = old.get();
        List<String> problems = verification.verify(last.number()).problems();
        if (!problems.isEmpty()) {
            throw Problem.stalled(
                            "LedgerNotWhole",
                            "Nothing leaves the record while it is not whole: %s Restore it, or set fairway.ledger.retention longer."
                                    .formatted(problems.getFirst()))
                    .asException();
        }
        jdbc.sql("select choose_leaving_rows(cast(:to as xid8))")
                .param("to", last.to())
                .query(row -> {});
        Leaving leaving = leaving();
        if (leaving.count() == 0) {
            return 0;
        }
        Checkpoint checkpoint = checkpoint(last, before, leaving, now);
        checkpoints.add(checkpoint.signed(key.sign(checkpoint.text().getBytes(StandardCharsets.UTF_8))));
        long went = jdbc.sql("select remove_leaving_rows()").query(Long.class).single();
        audit.record(
                Actor.automation("retention"),
                "ledger.checkpoint",
                "ledger:" + checkpoint.number(),
                Map.of(
                        "removed",
                        String.valueOf(went),
                        "upTo",
                        checkpoint.removedTo().toString()));
        return went;
    }

    private record Leaving(long count, Instant from, Instant to) {}

    private Leaving leaving() {
        return jdbc.sql("""
                        select count(*), coalesce(min(r.recorded_at), now()), coalesce(max(r.recorded_at), now())
                        from ledger_leaving l join ledger_rows r on r.kind = l.kind and r.place = l.place""")
                .query((row, number) -> new Leaving(
                        row.getLong(1),
                        row.getTimestamp(2).toInstant(),
                        row.getTimestamp(3).toInstant()))
                .single();
    }

    private Checkpoint checkpoint(Seal last, Optional<Checkpoint> before, Leaving leaving, Instant now) {
        Chain kept = new Chain(new byte[0]);
        hashes.forgetUpTo(last.number());
        SealedHashes.Writer written = hashes.write(last.number());
        rows.staying(last.to(), row -> {
            kept.add(row.kind(), row.place(), row.hash());
            written.add(row.place(), row.hash());
        });
        written.end();
        return new Checkpoint(
                before.map(Checkpoint::number).orElse(0L) + 1,
                last.number(),
                last.to(),
                last.chain(),
                leaving.count(),
                leaving.from(),
                leaving.to(),
                kept.rows(),
                kept.link(),
                // As exactly as the table keeps it: the text is made of the row again.
                now.truncatedTo(ChronoUnit.MICROS),
                before.map(Checkpoint::hash).orElse(new byte[0]),
                new byte[0]);
    }
}
