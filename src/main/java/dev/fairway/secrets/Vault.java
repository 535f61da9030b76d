package dev.fairway.secrets;

import dev.fairway.resource.SecretText;

/**
 * Seals what must be kept: AES-256-GCM under an installation key that never enters Postgres. The id of the key is stored
 * with every sealed value, so that keys can be rotated.
 */
public interface Vault {

    /**
     * @param context what the value is for, for example {@code repository:42:password}; a sealed value opens only in its own
     *     context
     */
    Sealed seal(String context, byte[] clear);

    /**
     * @throws dev.fairway.resource.ProblemException if the key is missing, the context differs or the value was changed
     */
    byte[] open(String context, Sealed sealed);

    /** Which key seals now, for the about page: it tells nothing of the key. */
    String keyId();

    /** A keyed fingerprint (HMAC-SHA-256, hex): equal values have equal fingerprints in one installation only. */
    String fingerprint(byte[] clear);

    /** Hides desired Secret values: fingerprint and ciphertext. */
    SecretText.Hiding hidingDesired();

    /** Hides live Secret values: fingerprint only. */
    SecretText.Hiding hidingLive();

    /** Opens a desired Secret value: base64, as the field {@code data} wants it. Only the cluster module calls this. */
    String reveal(String sealedText);
}
