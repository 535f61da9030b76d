package dev.fairway.source.chart;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** SHA-256 of content, as registries and indexes write it. */
final class Digests {

    private static final Pattern FORM = Pattern.compile("(?:sha256:)?([0-9a-f]{64})");

    private Digests() {}

    static String hex(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String hex(String content) {
        return hex(content.getBytes(StandardCharsets.UTF_8));
    }

    static boolean isDigest(String text) {
        return FORM.matcher(text).matches();
    }

    static boolean matches(String digest, byte[] content) {
        String wanted = digest.startsWith("sha256:") ? digest.substring(7) : digest;
        return wanted.equals(hex(content));
    }
}
