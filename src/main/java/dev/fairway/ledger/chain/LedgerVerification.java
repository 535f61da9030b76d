package dev.fairway.ledger.chain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Computes every hash, every link and every signature anew. */
@Component
public class LedgerVerification {

    private final SealedRows rows;
    private final SealedHashes hashes;
    private final Checkpoints checkpoints;
    private final SigningKey key;

    LedgerVerification(SealedRows rows, SealedHashes hashes, Checkpoints checkpoints, SigningKey key) {
        this.rows = rows;
        this.hashes = hashes;
        this.checkpoints = checkpoints;
        this.key = key;
    }

    /**
     * What was found.
     *
     * @param rows that are sealed and there, with those that a checkpoint says are kept
     * @param removed rows that checkpoints stand for
     * @param chain the last link, in hex; empty if nothing is sealed
     * @param publicKey what checkpoints and exports are signed with
     * @param problems in words; none if the record is whole
     */
    public record Verification(
            long seals,
            long rows,
            long checkpoints,
            long removed,
            String chain,
            String publicKey,
            List<String> problems) {

        public boolean isWhole() {
            return problems.isEmpty();
        }
    }

    /** One look at one moment: what is written meanwhile is not in it. */
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    public Verification verify() {
        return verify(Long.MAX_VALUE);
    }

    /** Likewise up to a seal, in the caller's transaction. */
    Verification verify(long lastSeal) {
        List<String> problems = new ArrayList<>();
        List<Checkpoint> made = checkpoints.all();
        checkSignatures(made, problems);
        Walk walk = new Walk(problems);
        if (!made.isEmpty()) {
            walk.goOnAfter(made.getLast());
        }
        rows.seals(made.isEmpty() ? 0 : made.getLast().seal(), lastSeal, walk::over);
        return new Verification(
                walk.seals,
                walk.count,
                made.size(),
                made.stream().mapToLong(Checkpoint::removed).sum(),
                Checkpoint.hex(walk.chain),
                key.pem(),
                problems);
    }

    /** Along the chain, from seal to seal. */
    private final class Walk {

        private final List<String> problems;
        private byte[] chain = new byte[0];
        private String expectedFrom = "0";
        private long count;
        private long seals;

        private Walk(List<String> problems) {
            this.problems = problems;
        }

        private void goOnAfter(Checkpoint last) {
            count += checkKept(last, problems);
            chain = last.chain();
            expectedFrom = last.transactions();
        }

        private void over(Seal seal) {
            if (!seal.from().equals(expectedFrom)) {
                problems.add("Seal %d does not begin where the one before ends.".formatted(seal.number()));
            }
            Chain computed = chained(seal.from(), seal.to(), chain);
            count += computed.rows();
            if (computed.rows() != seal.rows()) {
                problems.add("Seal %d covers %d rows, and there are %d."
                        .formatted(seal.number(), seal.rows(), computed.rows()));
            }
            if (!MessageDigest.isEqual(computed.link(), seal.chain())) {
                problems.addAll(differences(seal.from(), seal.to(), seal.number()));
                problems.add("Seal %d does not match the rows it covers.".formatted(seal.number()));
            }
            chain = seal.chain();
            expectedFrom = seal.to();
            seals++;
        }
    }

    private void checkSignatures(List<Checkpoint> made, List<String> problems) {
        if (!key.isPair()) {
            problems.add("The public key is not the one that belongs to this installation.");
        }
        byte[] before = new byte[0];
        long number = 1;
        for (Checkpoint checkpoint : made) {
            if (!key.isSignature(checkpoint.text().getBytes(StandardCharsets.UTF_8), checkpoint.signature())) {
                problems.add("Checkpoint %d was not signed by this installation.".formatted(checkpoint.number()));
            }
            if (checkpoint.number() != number || !MessageDigest.isEqual(checkpoint.before(), before)) {
                problems.add("Checkpoint %d does not follow the one before.".formatted(checkpoint.number()));
            }
            before = checkpoint.hash();
            number = checkpoint.number() + 1;
        }
    }

    private long checkKept(Checkpoint last, List<String> problems) {
        Chain kept = chained("0", last.transactions(), new byte[0]);
        long count = kept.rows();
        if (count != last.kept() || !MessageDigest.isEqual(kept.link(), last.keptChain())) {
            problems.addAll(differences("0", last.transactions(), last.seal()));
            problems.add("Checkpoint %d says that %d rows before it are kept; the %d there are not these."
                    .formatted(last.number(), last.kept(), count));
        }
        return count;
    }

    private Chain chained(String from, String to, byte[] before) {
        Chain chain = new Chain(before);
        rows.hashes(from, to, row -> chain.add(row.kind(), row.place(), row.hash()));
        return chain;
    }

    /** Which rows it was: read once more, which nobody has to pay for as long as the record is whole. */
    private List<String> differences(String from, String to, long seal) {
        if (hashes.read(seal).next().isEmpty()) {
            return List.of();
        }
        Differences differences = new Differences(hashes.read(seal));
        rows.hashes(from, to, differences::row);
        return differences.named();
    }
}
