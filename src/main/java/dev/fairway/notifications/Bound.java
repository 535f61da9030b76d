package dev.fairway.notifications;

/** Text that is no longer than whoever takes it allows; never half a character. */
final class Bound {

    private static final String MORE = "…";

    private Bound() {}

    /** @param most characters, the mark of what was left out among them */
    static String to(int most, String text) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - MORE.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + MORE;
    }
}
