package dev.fairway.ledger.chain;

import dev.fairway.secrets.Sealed;
import dev.fairway.secrets.SealedStore;
import dev.fairway.secrets.Vault;
import jakarta.annotation.PostConstruct;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The installation's Ed25519 key: made once, by whoever needs it first. Its private half is sealed under the key file, so
 * whoever has only the database can neither sign nor put another key in its place unnoticed.
 */
@Component
public class SigningKey implements SealedStore {

    private static final String CONTEXT = "ledger:signing-key";
    private static final String ALGORITHM = "Ed25519";

    private final JdbcClient jdbc;
    private final Vault vault;

    SigningKey(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** At the start, so that nobody has to make it in the midst of something else. */
    @PostConstruct
    void make() {
        kept();
    }

    private record Kept(String publicKey, Sealed sealed) {}

    private Kept kept() {
        return find().orElseGet(() -> {
            KeyPair fresh = fresh();
            // Two replicas at once agree on one.
            jdbc.sql(
                            "insert into ledger_signing_key (id, public_key, sealed) values (1, :key, :sealed) on conflict do nothing")
                    .param(
                            "key",
                            Base64.getEncoder().encodeToString(fresh.getPublic().getEncoded()))
                    .param(
                            "sealed",
                            vault.seal(CONTEXT, fresh.getPrivate().getEncoded()).text())
                    .update();
            return find().orElseThrow();
        });
    }

    private Optional<Kept> find() {
        return jdbc.sql("select public_key, sealed from ledger_signing_key where id = 1")
                .query((row, number) -> new Kept(row.getString(1), new Sealed(row.getString(2))))
                .optional();
    }

    /** The public half as PEM, as {@code openssl} reads it. */
    public String pem() {
        return "-----BEGIN PUBLIC KEY-----\n" + kept().publicKey() + "\n-----END PUBLIC KEY-----\n";
    }

    byte[] sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey());
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot sign with Ed25519", e);
        }
    }

    /** Whether the public half that is shown belongs to the private one. */
    boolean isPair() {
        byte[] text = CONTEXT.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return isSignature(text, sign(text));
    }

    boolean isSignature(byte[] text, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(publicKey());
            verifier.update(text);
            return verifier.verify(signature);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // What is no signature at all is none of ours.
            return false;
        }
    }

    private PrivateKey privateKey() throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM)
                .generatePrivate(new PKCS8EncodedKeySpec(vault.open(CONTEXT, kept().sealed())));
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM)
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(kept().publicKey())));
    }

    private static KeyPair fresh() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot make an Ed25519 key", e);
        }
    }

    @Override
    public String name() {
        return "ledger signing key";
    }

    @Override
    public int reseal(Resealing resealing) {
        return find().flatMap(kept -> resealing.again(CONTEXT, kept.sealed()))
                .map(fresh -> jdbc.sql("update ledger_signing_key set sealed = :sealed where id = 1")
                        .param("sealed", fresh.text())
                        .update())
                .orElse(0);
    }
}
