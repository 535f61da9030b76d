package dev.fairway.secrets;

/**
 * A sealed value as text that may be stored anywhere: {@code <key id>.<base64url of nonce and ciphertext>}.
 *
 * @param text the stored form
 */
public record Sealed(String text) {

    /** Says nothing of the content. */
    @Override
    public String toString() {
        return "Sealed[…]";
    }
}
