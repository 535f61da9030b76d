package dev.fairway.ledger.chain;

import java.time.Duration;

/**
 * How many objects' texts leave in one transaction. Whoever brings a text back that is just leaving waits for that one to end, so a
 * piece is as large as fits into {@link #ABOUT}, however fast the disk is.
 */
record Piece(int objects) {

    static final Duration ABOUT = Duration.ofMillis(100);
    static final Piece FIRST = new Piece(100);

    private static final int LEAST = 10;
    private static final int MOST = 1_000;

    /** @param took how long this one took */
    Piece after(Duration took) {
        if (took.compareTo(ABOUT) > 0) {
            return new Piece(Math.max(LEAST, objects / 2));
        }
        return took.compareTo(ABOUT.dividedBy(2)) < 0 ? new Piece(Math.min(MOST, objects * 2)) : this;
    }
}
