package dev.fairway.source.registry;

import dev.fairway.resource.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** The RSA key of a GitHub App, and the short-lived word that it signs. */
final class GitHubAppKey {

    /** GitHub takes at most ten minutes; a minute is left for clocks that differ. */
    private static final Duration LIFE = Duration.ofMinutes(9);

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);
    private static final String PKCS1 = "RSA PRIVATE KEY";
    private static final String PKCS8 = "PRIVATE KEY";

    private final PrivateKey key;

    private GitHubAppKey(PrivateKey key) {
        this.key = key;
    }

    /**
     * Reads PKCS#1, as GitHub hands it out, or PKCS#8.
     *
     * @throws dev.fairway.resource.ProblemException {@code RepositoryInvalid}; never with a part of the key
     */
    static GitHubAppKey read(String pem) {
        boolean old = pem.contains("-----BEGIN " + PKCS1);
        try {
            byte[] der = body(pem, old ? PKCS1 : PKCS8);
            byte[] wrapped = old
                    ? new PrivateKeyInfo(
                                    new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                                    RSAPrivateKey.getInstance(der))
                            .getEncoded()
                    : der;
            return new GitHubAppKey(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(wrapped)));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException | ArithmeticException unreadable) {
            throw Problem.stalled(
                            "RepositoryInvalid",
                            "The key of the GitHub App cannot be read: enter the PEM file that GitHub made, without a passphrase")
                    .asException();
        }
    }

    private static byte[] body(String pem, String kind) {
        String begin = "-----BEGIN " + kind + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + kind + "-----");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("No " + kind);
        }
        return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
    }

    /** By which the app says who it is (RFC 7519, RS256). */
    String jwt(String appId, Instant now) {
        String head = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
        String claims = encoded("{\"iat\":%d,\"exp\":%d,\"iss\":\"%s\"}"
                .formatted(
                        now.minus(CLOCKS_DIFFER).getEpochSecond(),
                        now.plus(LIFE).getEpochSecond(),
                        appId));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update((head + "." + claims).getBytes(StandardCharsets.US_ASCII));
            return head + "." + claims + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java signs with RSA", impossible);
        }
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
