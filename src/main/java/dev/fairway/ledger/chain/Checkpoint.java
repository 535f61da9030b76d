package dev.fairway.ledger.chain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What stands for rows that have left.
 *
 * @param number from 1
 * @param seal the last seal it stands for, with {@code chain}, the head there
 * @param transactions below this one rows have left, but for those that are kept
 * @param removed how many rows went with this checkpoint, recorded between {@code removedFrom} and {@code removedTo}
 * @param kept how many rows below {@code transactions} are still there, because something needs them
 * @param keptChain the chain over these alone, begun with nothing
 * @param before the hash of the checkpoint before, in hex; empty for the first
 * @param signature over {@link #text}, by Ed25519
 */
record Checkpoint(
        long number,
        long seal,
        String transactions,
        byte[] chain,
        long removed,
        Instant removedFrom,
        Instant removedTo,
        long kept,
        byte[] keptChain,
        Instant madeAt,
        byte[] before,
        byte[] signature) {

    /** What is signed. */
    String text() {
        return """
                Fairway ledger checkpoint
                number: %d
                seal: %d
                transactions: %s
                chain: %s
                removed: %d
                removed-from: %s
                removed-to: %s
                kept: %d
                kept-chain: %s
                made: %s
                before: %s
                """.formatted(
                        number,
                        seal,
                        transactions,
                        hex(chain),
                        removed,
                        removedFrom,
                        removedTo,
                        kept,
                        hex(keptChain),
                        madeAt,
                        hex(before));
    }

    Checkpoint signed(byte[] by) {
        return new Checkpoint(
                number,
                seal,
                transactions,
                chain,
                removed,
                removedFrom,
                removedTo,
                kept,
                keptChain,
                madeAt,
                before,
                by);
    }

    /** What the next one names as the one before. */
    byte[] hash() {
        MessageDigest digest = Chain.sha256();
        digest.update(text().getBytes(StandardCharsets.UTF_8));
        return digest.digest(signature);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
