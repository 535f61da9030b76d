package dev.fairway.web.settings;

/**
 * What a test of a form found.
 *
 * @param mark the symbol
 * @param text in words; if it is bad, what is wrong
 */
public record Finding(boolean good, String mark, String text) {

    public static Finding good(String text) {
        return new Finding(true, "succeeded", text);
    }

    public static Finding bad(String text) {
        return new Finding(false, "failed", text.replaceFirst("\\.\\.$", "."));
    }
}
