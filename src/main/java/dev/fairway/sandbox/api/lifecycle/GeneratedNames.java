package dev.fairway.sandbox.api.lifecycle;

import java.security.SecureRandom;

/** Names for {@code generateName}: the prefix, cut to fit, and five characters that spell no words. */
public final class GeneratedNames {

    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int RANDOM = 5;
    private static final int LONGEST_PREFIX = 63 - RANDOM;
    private static final SecureRandom SOURCE = new SecureRandom();

    private GeneratedNames() {}

    public static String from(String prefix) {
        StringBuilder name = new StringBuilder(prefix.substring(0, Math.min(prefix.length(), LONGEST_PREFIX)));
        for (int i = 0; i < RANDOM; i++) {
            name.append(ALPHABET.charAt(SOURCE.nextInt(ALPHABET.length())));
        }
        return name.toString();
    }
}
