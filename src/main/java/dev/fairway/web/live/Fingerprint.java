package dev.fairway.web.live;

import java.util.Collection;
import java.util.function.Function;

/** Short marks of what a page shows. They come from text, so every replica and every start of one gives the same. */
public record Fingerprint(long value) {

    private static final long PRIME = 0x100000001b3L;
    private static final long START = 0xcbf29ce484222325L;

    public static Fingerprint of(String text) {
        long mark = START;
        for (int at = 0; at < text.length(); at++) {
            mark = (mark ^ text.charAt(at)) * PRIME;
        }
        return new Fingerprint(mark);
    }

    /** Of several things in whatever order. */
    public static <T> Fingerprint of(Collection<T> things, Function<T, String> text) {
        long mark = things.size();
        for (T thing : things) {
            mark += of(text.apply(thing)).value;
        }
        return new Fingerprint(mark);
    }

    public Fingerprint and(Fingerprint other) {
        return new Fingerprint((value * PRIME) ^ other.value);
    }

    @Override
    public String toString() {
        return Long.toHexString(value);
    }
}
