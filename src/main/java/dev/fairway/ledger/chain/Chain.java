package dev.fairway.ledger.chain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** One link under way: SHA-256 over the link before and every row's kind, place and hash in their order. */
final class Chain {

    private final MessageDigest digest;
    private long rows;

    Chain(byte[] before) {
        this.digest = sha256();
        digest.update(before);
    }

    void add(String kind, long place, byte[] hash) {
        digest.update((kind + "@" + place + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(hash);
        rows++;
    }

    long rows() {
        return rows;
    }

    /** Can be asked once. */
    byte[] link() {
        return digest.digest();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
