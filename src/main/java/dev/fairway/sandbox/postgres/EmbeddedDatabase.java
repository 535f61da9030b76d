package dev.fairway.sandbox.postgres;

import dev.fairway.configuration.OwnerOnlyFile;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL server that keeps its data in one folder. The port is chosen once and stored; the superuser's password
 * is generated and stored with mode 0600; every connection must give it. A server that outlived its program (after a
 * {@code kill -9}) is recognised by its pid file and stopped before a new one starts on the same data.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String DATABASE = "fairway";
    private static final String HBA = """
            # Written by Fairway: nobody connects without the password.
            local all all scram-sha-256
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128 scram-sha-256
            """;

    /** The library unpacks once for each resolver it knows: by this, once for each folder, and none lives on another's files. */
    private record BinariesOf(Path folder) implements PgBinaryResolver {

        @Override
        public InputStream getPgBinary(String system, String machine) throws IOException {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
        }
    }

    private final EmbeddedPostgres server;
    private final String password;

    private EmbeddedDatabase(EmbeddedPostgres server, String password) {
        this.server = server;
        this.password = password;
    }

    /**
     * Starts the server, for the first time or again.
     *
     * @param folder holds {@code data}, {@code binaries}, {@code port} and {@code password}
     * @throws IOException if it does not start; as root without user namespaces it cannot
     */
    public static EmbeddedDatabase start(Path folder) throws IOException {
        Path data = folder.resolve("data");
        int port = Integer.parseInt(OwnerOnlyFile.keep(folder.resolve("port"), () -> String.valueOf(freePort())));
        String password = OwnerOnlyFile.keep(folder.resolve("password"), EmbeddedDatabase::newPassword);
        stopOrphan(data);
        boolean guarded = isGuarded(data);
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPgBinaryResolver(new BinariesOf(folder))
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(30))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("password_encryption", "scram-sha-256")
                .setPort(port);
        if (guarded) {
            builder.setConnectConfig("password", password);
        }
        EmbeddedPostgres server;
        try {
            server = builder.start();
        } catch (IllegalStateException e) {
            throw new IOException(
                    "The embedded PostgreSQL did not start. As root it needs user namespaces (unshare -U): run as another"
                            + " user, or set spring.datasource.url to a PostgreSQL of your own.",
                    e);
        }
        EmbeddedDatabase database = new EmbeddedDatabase(server, password);
        try {
            database.guard(data, guarded);
            database.createDatabase();
        } catch (SQLException e) {
            database.close();
            throw new IOException("The embedded PostgreSQL in " + folder + " refused its own password", e);
        }
        return database;
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + DATABASE;
    }

    public String user() {
        return "postgres";
    }

    public String password() {
        return password;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("The embedded PostgreSQL did not stop cleanly: {}", e.getMessage());
        }
    }

    private void guard(Path data, boolean guarded) throws SQLException, IOException {
        if (guarded) {
            return;
        }
        try (Connection connection = connect("postgres", Optional.empty());
                Statement statement = connection.createStatement()) {
            // The password is 64 hex digits of our own making: nothing to escape.
            statement.execute("ALTER ROLE postgres PASSWORD '" + password + "'");
            Files.writeString(data.resolve("pg_hba.conf"), HBA);
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = connect("postgres", Optional.of(password));
                Statement statement = connection.createStatement();
                var found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            if (!found.next()) {
                connection.createStatement().execute("CREATE DATABASE " + DATABASE);
            }
        }
    }

    private Connection connect(String database, Optional<String> withPassword) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database, user(), withPassword.orElse(""));
    }

    private static boolean isGuarded(Path data) throws IOException {
        Path hba = data.resolve("pg_hba.conf");
        return Files.exists(hba) && Files.readString(hba).equals(HBA);
    }

    /** PostgreSQL writes its process id into the first line of {@code postmaster.pid}. */
    private static void stopOrphan(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> orphan = Files.readAllLines(pidFile).stream()
                .findFirst()
                .map(String::strip)
                .filter(line -> line.matches("[0-9]{1,9}"))
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
                .filter(EmbeddedDatabase::isPostgres);
        if (orphan.isEmpty()) {
            return;
        }
        LOG.info(
                "A PostgreSQL of an earlier run (process {}) still serves this folder: stopping it",
                orphan.get().pid());
        orphan.get().destroy();
        CompletableFuture<ProcessHandle> end = orphan.get().onExit();
        try {
            end.get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException(
                    "The PostgreSQL process " + orphan.get().pid() + " of an earlier run does not stop", e);
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.endsWith("postgres"))
                .orElse(true);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("There is no free port on loopback", e);
        }
    }

    private static String newPassword() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
