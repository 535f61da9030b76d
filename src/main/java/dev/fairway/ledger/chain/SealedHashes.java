package dev.fairway.ledger.chain;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What each row's hash was when it was sealed. It proves nothing: that a row was changed is what the chain says, and this says which.
 * Rows that a checkpoint keeps stand under the last seal that it stands for.
 */
@Component
class SealedHashes {

    /** 400 KB; as the migration that wrote those of older seals has it. */
    private static final int ROWS_IN_A_PIECE = 10_000;

    private static final int HASH = 32;
    private static final int ROW = Long.BYTES + HASH;

    private final JdbcClient jdbc;

    SealedHashes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record SealedHash(long place, byte[] hash) {}

    Writer write(long seal) {
        return new Writer(seal);
    }

    /** For a checkpoint: rows below it have left, or are written anew as those that it keeps. */
    void forgetUpTo(long seal) {
        jdbc.sql("delete from ledger_sealed_hashes where seal <= :seal")
                .param("seal", seal)
                .update();
    }

    Reader read(long seal) {
        return new Reader(seal);
    }

    /** Takes rows in the order of the chain. */
    final class Writer {

        private final long seal;
        private final ByteBuffer rows = ByteBuffer.allocate(ROWS_IN_A_PIECE * ROW);
        private int piece;

        private Writer(long seal) {
            this.seal = seal;
        }

        void add(long place, byte[] hash) {
            rows.putLong(place).put(hash);
            if (!rows.hasRemaining()) {
                writePiece();
            }
        }

        /** After the last row. */
        void end() {
            if (rows.position() > 0) {
                writePiece();
            }
        }

        private void writePiece() {
            byte[] filled = new byte[rows.position()];
            rows.flip().get(filled);
            rows.clear();
            jdbc.sql("insert into ledger_sealed_hashes (seal, piece, hashes) values (:seal, :piece, :hashes)")
                    .param("seal", seal)
                    .param("piece", piece++)
                    .param("hashes", filled)
                    .update();
        }
    }

    /** Gives rows in the order of the chain, a piece of them at a time. */
    final class Reader {

        private final long seal;
        private final Deque<SealedHash> read = new ArrayDeque<>();
        private int piece;

        private Reader(long seal) {
            this.seal = seal;
        }

        /** The next one, which stays the next one until it is taken; empty after the last. */
        Optional<SealedHash> next() {
            if (read.isEmpty()) {
                readPiece();
            }
            return Optional.ofNullable(read.peek());
        }

        void take() {
            read.remove();
        }

        /** Passes by all before this place; the one there is taken, if there is one. */
        Optional<byte[]> at(long place) {
            Optional<SealedHash> known = next();
            while (known.isPresent() && known.get().place() < place) {
                take();
                known = next();
            }
            Optional<byte[]> hash = known.filter(each -> each.place() == place).map(SealedHash::hash);
            if (hash.isPresent()) {
                take();
            }
            return hash;
        }

        private void readPiece() {
            jdbc.sql("select hashes from ledger_sealed_hashes where seal = :seal and piece = :piece")
                    .param("seal", seal)
                    .param("piece", piece++)
                    .query((row, number) -> ByteBuffer.wrap(row.getBytes("hashes")))
                    .optional()
                    .ifPresent(rows -> {
                        while (rows.remaining() >= ROW) {
                            long place = rows.getLong();
                            byte[] hash = new byte[HASH];
                            rows.get(hash);
                            read.add(new SealedHash(place, hash));
                        }
                    });
        }
    }
}
