package dev.fairway.resource;

/**
 * The two text forms in which the value of a Secret travels through this program. Neither can be turned back into the
 * value here.
 *
 * <ul>
 *   <li>{@code hmac:<fingerprint>}: a live value. Equal values have equal fingerprints under one installation key.
 *   <li>{@code sealed:<fingerprint>:<ciphertext>}: a desired value, opened only where it is applied.
 * </ul>
 */
public final class SecretText {

    private static final String HMAC = "hmac:";
    private static final String SEALED = "sealed:";

    private SecretText() {}

    public static String fingerprinted(String fingerprint) {
        return HMAC + fingerprint;
    }

    public static String sealed(String fingerprint, String ciphertext) {
        return SEALED + fingerprint + ":" + ciphertext;
    }

    public static boolean isSealed(String text) {
        return text.startsWith(SEALED);
    }

    public static boolean isFingerprinted(String text) {
        return text.startsWith(HMAC);
    }

    /** The ciphertext of a sealed form. */
    public static String ciphertext(String sealed) {
        return sealed.substring(sealed.indexOf(':', SEALED.length()) + 1);
    }

    /** Reduces either form to {@code hmac:<fingerprint>}, so that desired and live values can be compared. */
    public static String comparable(String text) {
        if (!isSealed(text)) {
            return text;
        }
        return HMAC + text.substring(SEALED.length(), text.indexOf(':', SEALED.length()));
    }

    /** How a Secret's value becomes one of the two forms; the vault does it, this module only asks for it. */
    @FunctionalInterface
    public interface Hiding {

        /**
         * @param value the value's bytes as base64, as the field {@code data} holds them
         * @return one of the two forms above
         */
        String hide(String value);
    }
}
