package dev.fairway.cluster;

import dev.fairway.resource.Hashes;
import dev.fairway.resource.SecretText;
import dev.fairway.secrets.Sealed;
import dev.fairway.secrets.Vault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Seals by turning the text around: enough to see where values are opened and hidden. */
public final class TestVault implements Vault {

    @Override
    public Sealed seal(String context, byte[] clear) {
        return new Sealed("k1." + context + "." + turned(Base64.getEncoder().encodeToString(clear)));
    }

    @Override
    public byte[] open(String context, Sealed sealed) {
        String prefix = "k1." + context + ".";
        if (!sealed.text().startsWith(prefix)) {
            throw new IllegalArgumentException("sealed for another context");
        }
        return Base64.getDecoder().decode(turned(sealed.text().substring(prefix.length())));
    }

    @Override
    public String keyId() {
        return "test";
    }

    @Override
    public String fingerprint(byte[] clear) {
        return Hashes.sha256("salt" + new String(clear, StandardCharsets.ISO_8859_1));
    }

    @Override
    public SecretText.Hiding hidingDesired() {
        return value -> SecretText.sealed(
                fingerprint(Base64.getDecoder().decode(value)),
                seal("manifest", value.getBytes(StandardCharsets.UTF_8)).text());
    }

    @Override
    public SecretText.Hiding hidingLive() {
        return value -> SecretText.fingerprinted(fingerprint(Base64.getDecoder().decode(value)));
    }

    @Override
    public String reveal(String sealedText) {
        return new String(open("manifest", new Sealed(SecretText.ciphertext(sealedText))), StandardCharsets.UTF_8);
    }

    private static String turned(String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
