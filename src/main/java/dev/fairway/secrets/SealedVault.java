package dev.fairway.secrets;

import dev.fairway.resource.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Seals with a key ring and makes fingerprints with a key that rotation does not change. */
final class SealedVault implements Vault {

    private static final String MANIFEST = "manifest";

    private final KeyRing ring;
    private final SecretKeySpec fingerprintKey;

    SealedVault(KeyRing ring, byte[] fingerprintSecret) {
        this.ring = ring;
        // Derived for this purpose (HKDF-Expand of RFC 5869, one block), so the secret may serve other purposes later.
        byte[] derived = hmac(
                new SecretKeySpec(fingerprintSecret, "HmacSHA256"),
                "fairway secret fingerprints\u0001".getBytes(StandardCharsets.UTF_8));
        this.fingerprintKey = new SecretKeySpec(derived, "HmacSHA256");
    }

    @Override
    public Sealed seal(String context, byte[] clear) {
        return ring.seal(context, clear);
    }

    @Override
    public byte[] open(String context, Sealed sealed) {
        return ring.open(context, sealed);
    }

    @Override
    public String keyId() {
        return ring.newestId();
    }

    @Override
    public String fingerprint(byte[] clear) {
        return HexFormat.of().formatHex(hmac(fingerprintKey, clear));
    }

    @Override
    public SecretText.Hiding hidingDesired() {
        return value -> SecretText.sealed(
                fingerprint(decoded(value)),
                seal(MANIFEST, value.getBytes(StandardCharsets.UTF_8)).text());
    }

    @Override
    public SecretText.Hiding hidingLive() {
        return value -> SecretText.fingerprinted(fingerprint(decoded(value)));
    }

    @Override
    public String reveal(String sealedText) {
        return new String(open(MANIFEST, new Sealed(SecretText.ciphertext(sealedText))), StandardCharsets.UTF_8);
    }

    /** Two spellings of the same bytes are the same secret; what is not base64 is compared as it is written. */
    private static byte[] decoded(String value) {
        try {
            return Base64.getMimeDecoder().decode(value);
        } catch (IllegalArgumentException notBase64) {
            return value.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static byte[] hmac(SecretKeySpec key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HMAC-SHA-256", e);
        }
    }
}
