package dev.fairway.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.configuration.FairwayHome;
import dev.fairway.configuration.SettingProblem;
import dev.fairway.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class KeyFileTest {

    @TempDir
    Path folder;

    private final TestDatabase postgres = TestDatabase.fresh();
    private final FingerprintSecret fingerprints = new FingerprintSecret(JdbcClient.create(postgres.dataSource()));
    private final SecretsConfiguration start = new SecretsConfiguration();

    private Vault started(String setting) {
        return start.vault(start.keyRing(new FairwayHome(folder), fingerprints, setting), fingerprints);
    }

    private Path madeFile() {
        return folder.resolve("keys/encryption.key");
    }

    @Test
    void theFirstStartMakesAKeyThatOnlyItsOwnerCanReadAndTheNextStartUsesIt() throws Exception {
        Sealed sealed = started("").seal("a", new byte[] {1});

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(madeFile())))
                .isEqualTo("rw-------");
        assertThat(started("").open("a", sealed)).containsExactly(1);
        try (var files = Files.list(madeFile().getParent())) {
            assertThat(files).containsExactly(madeFile());
        }
    }

    @Test
    void aMissingKeyStopsTheStartInsteadOfBeingReplaced() throws Exception {
        started("");
        Files.delete(madeFile());

        assertThatThrownBy(() -> started("")).isInstanceOf(SettingProblem.class).hasMessageContaining("missing");
        assertThat(madeFile()).doesNotExist();
    }

    @Test
    void aKeyFileThatIsNamedIsNeverMade() {
        assertThatThrownBy(() -> started(folder.resolve("mounted.key").toString()))
                .isInstanceOf(SettingProblem.class)
                .hasMessageContaining("missing");
    }

    @Test
    void aWrongKeyStopsTheStart() throws Exception {
        started("");
        Path other = write("other.key", EncryptionKey.fresh());

        assertThatThrownBy(() -> started(other.toString()))
                .isInstanceOf(SettingProblem.class)
                .hasMessageContaining("not the one this database was set up with");
    }

    @Test
    void aFileThatHoldsNoKeyOrIsOpenToOthersIsRefused() throws Exception {
        for (String content : List.of("", "# nothing", "short", "AAAA")) {
            Path file = write("bad.key", content);
            assertThatThrownBy(() -> started(file.toString())).as(content).isInstanceOf(SettingProblem.class);
        }
        Path open = write("open.key", EncryptionKey.fresh());
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> started(open.toString()))
                .isInstanceOf(SettingProblem.class)
                .hasMessageContaining("open to other users");
    }

    @Test
    void rotationMovesEverythingToTheNewKeySoThatTheOldOneCanGo() throws Exception {
        Vault before = started("");
        String fingerprint = before.fingerprint(new byte[] {7});
        List<Sealed> column =
                new ArrayList<>(List.of(before.seal("row:1", new byte[] {1}), before.seal("row:2", new byte[] {2})));
        new KeyFile(madeFile()).addKey();
        KeyRing both = new KeyFile(madeFile()).read();
        KeyRotation rotation = new KeyRotation(
                both,
                List.of(fingerprints, new Column(column)),
                new TransactionTemplate(new DataSourceTransactionManager(postgres.dataSource())));

        assertThat(rotation.reseal()).containsEntry("fingerprint key", 1).containsEntry("column", 2);
        assertThat(rotation.reseal().values()).containsOnly(0);

        List<String> lines = Files.readAllLines(madeFile());
        Path onlyNew = write("new.key", lines.getLast());
        Vault after = started(onlyNew.toString());
        assertThat(after.open("row:1", column.getFirst())).containsExactly(1);
        assertThat(after.open("row:2", column.getLast())).containsExactly(2);
        assertThat(after.fingerprint(new byte[] {7})).isEqualTo(fingerprint);
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private record Column(List<Sealed> values) implements SealedStore {

        @Override
        public String name() {
            return "column";
        }

        @Override
        public int reseal(Resealing resealing) {
            int count = 0;
            for (int i = 0; i < values.size(); i++) {
                Optional<Sealed> fresh = resealing.again("row:" + (i + 1), values.get(i));
                if (fresh.isPresent()) {
                    values.set(i, fresh.get());
                    count++;
                }
            }
            return count;
        }
    }
}
