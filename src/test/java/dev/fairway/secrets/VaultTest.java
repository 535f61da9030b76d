package dev.fairway.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.resource.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class VaultTest {

    private static final EncryptionKey OLD = EncryptionKey.of(EncryptionKey.random(32));
    private static final EncryptionKey NEW = EncryptionKey.of(EncryptionKey.random(32));
    private static final byte[] FINGERPRINTS = EncryptionKey.random(32);
    private static final byte[] PASSWORD = "correct horse".getBytes(StandardCharsets.UTF_8);

    private final Vault vault = new SealedVault(new KeyRing(List.of(OLD)), FINGERPRINTS);

    @Test
    void aSealedValueOpensInItsOwnContextOnly() {
        Sealed sealed = vault.seal("repository:42:password", PASSWORD);

        assertThat(vault.open("repository:42:password", sealed)).isEqualTo(PASSWORD);
        assertThatThrownBy(() -> vault.open("repository:43:password", sealed))
                .hasMessageContaining("SealedValueDamaged");
    }

    @Test
    void theSameValueIsNeverSealedTheSameWayTwice() {
        assertThat(vault.seal("a", PASSWORD)).isNotEqualTo(vault.seal("a", PASSWORD));
    }

    @Test
    void aChangedByteIsNoticed() {
        String text = vault.seal("a", PASSWORD).text();
        char last = text.charAt(text.length() - 3);
        String changed =
                text.substring(0, text.length() - 3) + (last == 'A' ? 'B' : 'A') + text.substring(text.length() - 2);

        assertThatThrownBy(() -> vault.open("a", new Sealed(changed))).hasMessageContaining("SealedValueDamaged");
        for (String nonsense : List.of("", ".", "x.y", OLD.id() + ".", OLD.id() + ".%%%")) {
            assertThatThrownBy(() -> vault.open("a", new Sealed(nonsense)))
                    .as(nonsense)
                    .isInstanceOf(dev.fairway.resource.ProblemException.class);
        }
    }

    @Test
    void afterRotationOldValuesOpenAndNewOnesUseTheNewKey() {
        Sealed before = vault.seal("a", PASSWORD);
        Vault rotated = new SealedVault(new KeyRing(List.of(OLD, NEW)), FINGERPRINTS);
        Sealed after = rotated.seal("a", PASSWORD);

        assertThat(rotated.open("a", before)).isEqualTo(PASSWORD);
        Vault withoutOld = new SealedVault(new KeyRing(List.of(NEW)), FINGERPRINTS);
        assertThat(withoutOld.open("a", after)).isEqualTo(PASSWORD);
        assertThatThrownBy(() -> withoutOld.open("a", before))
                .hasMessageContaining("EncryptionKeyMissing")
                .hasMessageContaining(OLD.id());
    }

    @Test
    void fingerprintsStayTheSameOverRotationAndDifferBetweenInstallations() {
        String fingerprint = vault.fingerprint(PASSWORD);

        assertThat(new SealedVault(new KeyRing(List.of(OLD, NEW)), FINGERPRINTS).fingerprint(PASSWORD))
                .isEqualTo(fingerprint);
        assertThat(TestVault.fresh().fingerprint(PASSWORD)).isNotEqualTo(fingerprint);
    }

    @Test
    void desiredAndLiveValuesCompareWithoutBeingKnown() {
        String value = Base64.getEncoder().encodeToString(PASSWORD);
        String desired = vault.hidingDesired().hide(value);
        String live = vault.hidingLive().hide(value);

        assertThat(SecretText.isSealed(desired)).isTrue();
        assertThat(SecretText.isFingerprinted(live)).isTrue();
        assertThat(SecretText.comparable(desired)).isEqualTo(live);
        assertThat(vault.reveal(desired)).isEqualTo(value);
        assertThat(desired + live).doesNotContain(value).doesNotContain("correct");
    }

    @Test
    void twoSpellingsOfTheSameBytesAreTheSameSecretAndComeBackAsWritten() {
        String wrapped =
                Base64.getMimeEncoder(4, "\n".getBytes(StandardCharsets.UTF_8)).encodeToString(PASSWORD);
        String plain = Base64.getEncoder().encodeToString(PASSWORD);

        assertThat(vault.hidingLive().hide(wrapped))
                .isEqualTo(vault.hidingLive().hide(plain));
        assertThat(vault.reveal(vault.hidingDesired().hide(wrapped))).isEqualTo(wrapped);
    }

    @Test
    void nothingShowsAKeyOrAValue() {
        assertThat(OLD.toString() + new KeyRing(List.of(OLD)) + vault.seal("a", PASSWORD))
                .doesNotContain(Base64.getEncoder().encodeToString(OLD.key().getEncoded()))
                .contains("Sealed[…]");
    }
}
