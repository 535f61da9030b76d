package dev.fairway.ledger.chain;

import java.time.Instant;

/** One link: all rows of the transactions from (included) to (not included). */
record Seal(long number, String from, String to, long rows, long lastPlace, byte[] chain, Instant sealedAt) {}
