package dev.fairway.secrets;

import dev.fairway.configuration.SettingProblem;
import dev.fairway.resource.ProblemException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The secret behind fingerprints, sealed in Postgres. Opening it proves that the key file is the right one. */
final class FingerprintSecret implements SealedStore {

    private static final String CONTEXT = "secrets:fingerprint-key";
    private static final int BYTES = 32;

    private final JdbcClient database;

    FingerprintSecret(JdbcClient database) {
        this.database = database;
    }

    boolean exists() {
        return stored().isPresent();
    }

    /** Opens it; the first start makes it. Two first starts at once agree on one. */
    byte[] openOrMake(KeyRing ring) {
        if (!exists()) {
            database.sql("INSERT INTO secrets_fingerprint_key (id, sealed) VALUES (1, ?) ON CONFLICT DO NOTHING")
                    .param(ring.seal(CONTEXT, EncryptionKey.random(BYTES)).text())
                    .update();
        }
        try {
            return ring.open(CONTEXT, stored().orElseThrow());
        } catch (ProblemException wrongKey) {
            throw new SettingProblem(
                    KeyFile.SETTING,
                    "The encryption key file is not the one this database was set up with.",
                    "Put the right key file in place, or restore the database that belongs to this one.");
        }
    }

    @Override
    public String name() {
        return "fingerprint key";
    }

    @Override
    public int reseal(Resealing resealing) {
        return stored().flatMap(kept -> resealing.again(CONTEXT, kept))
                .map(fresh -> database.sql("UPDATE secrets_fingerprint_key SET sealed = ? WHERE id = 1")
                        .param(fresh.text())
                        .update())
                .orElse(0);
    }

    private java.util.Optional<Sealed> stored() {
        return database.sql("SELECT sealed FROM secrets_fingerprint_key WHERE id = 1")
                .query(String.class)
                .optional()
                .map(Sealed::new);
    }
}
