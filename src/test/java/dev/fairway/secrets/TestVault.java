package dev.fairway.secrets;

import java.util.List;

/** A vault that lives in memory, for tests of other modules. */
public final class TestVault {

    private TestVault() {}

    public static Vault fresh() {
        KeyRing ring = new KeyRing(List.of(EncryptionKey.of(EncryptionKey.random(32))));
        return new SealedVault(ring, EncryptionKey.random(32));
    }
}
