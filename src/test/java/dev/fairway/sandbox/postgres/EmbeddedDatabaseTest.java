package dev.fairway.sandbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @TempDir
    Path folder;

    @Test
    void rowsSurviveARestartOnTheSamePort() throws Exception {
        String url;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            url = database.url();
            execute(database, "CREATE TABLE kept (word text)");
            execute(database, "INSERT INTO kept VALUES ('still here')");
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(database.url()).isEqualTo(url);
            assertThat(query(database, "SELECT word FROM kept")).isEqualTo("still here");
        }
    }

    @Test
    void nobodyConnectsWithoutThePassword() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), "postgres", "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void itKeepsWhatItConfirms() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(query(database, "SHOW fsync")).isEqualTo("on");
            assertThat(query(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(database, "SHOW server_version")).startsWith("18.");
        }
    }

    @Test
    void aServerThatOutlivedItsProgramIsStoppedFirst() throws Exception {
        EmbeddedDatabase first = EmbeddedDatabase.start(folder);
        first.close();
        startWithoutAProgram();
        String orphan =
                Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder)) {
            assertThat(query(database, "SELECT 1")).isEqualTo("1");
            assertThat(ProcessHandle.of(Long.parseLong(orphan.strip())).filter(ProcessHandle::isAlive))
                    .isEmpty();
        }
    }

    private void startWithoutAProgram() throws Exception {
        Path pgCtl;
        try (Stream<Path> files =
                Files.find(folder.resolve("binaries"), 4, (path, attributes) -> path.endsWith("bin/pg_ctl"))) {
            pgCtl = files.findFirst().orElseThrow();
        }
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                pgCtl.toString(),
                "-D",
                folder.resolve("data").toString(),
                "-o",
                "-p " + Files.readString(folder.resolve("port")),
                "-l",
                folder.resolve("orphan.log").toString(),
                "-w",
                "start"));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database)) {
            connection.createStatement().execute(sql);
        }
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }
}
