package dev.fairway.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The server that the databases of this run are on; it ends with the JVM. */
sealed interface PostgresServer {

    /** A database that every server has. */
    String MAINTENANCE = "postgres";

    String url(String database);

    String user();

    String password();

    /** The embedded one, unless {@code -Dfairway.test.postgres=container} asks for the other. */
    static PostgresServer ofThisRun() {
        return isContainer() ? InContainer.start() : Embedded.start();
    }

    static boolean isContainer() {
        return "container".equals(System.getProperty("fairway.test.postgres"));
    }

    record Embedded(EmbeddedPostgres server) implements PostgresServer {

        static Embedded start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(Path.of("target", "postgres-binaries")
                                .toAbsolutePath()
                                .toFile())
                        .setServerConfig("max_connections", "300")
                        .setRegisterShutdownHook(false)
                        .start();
                // After all contexts: what they still ask while they close would wait for a server that has gone.
                SpringApplication.getShutdownHandlers().add(() -> end(server));
                return new Embedded(server);
            } catch (IOException e) {
                throw new UncheckedIOException("The test Postgres did not start", e);
            }
        }

        private static void end(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException("The test Postgres did not end", e);
            }
        }

        @Override
        public String url(String database) {
            return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
        }

        @Override
        public String user() {
            return "postgres";
        }

        @Override
        public String password() {
            return "postgres";
        }
    }

    record InContainer(PostgreSQLContainer server) implements PostgresServer {

        static InContainer start() {
            PostgreSQLContainer server = new PostgreSQLContainer("postgres:18")
                    .withUsername("postgres")
                    .withDatabaseName(MAINTENANCE)
                    .withCommand("postgres", "-c", "max_connections=300");
            server.start();
            return new InContainer(server);
        }

        @Override
        public String url(String database) {
            return "jdbc:postgresql://%s:%d/%s".formatted(server.getHost(), server.getMappedPort(5432), database);
        }

        @Override
        public String user() {
            return server.getUsername();
        }

        @Override
        public String password() {
            return server.getPassword();
        }
    }
}
