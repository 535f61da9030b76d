package dev.fairway.e2e;

import com.zaxxer.hikari.HikariDataSource;
import dev.fairway.FairwayApplication;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Replicas for an installation that takes no turns itself. What they stand on, Postgres, the cluster and Git, is that
 * installation's, so that a replica can be killed and nothing else with it.
 */
final class Replicas {

    private final Fairway ground;

    Replicas(Fairway ground) {
        this.ground = ground;
    }

    /** An installation that others do the work for. */
    static Fairway ground() {
        return Fairway.start("--fairway.reconciliation.enabled=false", "--fairway.samples.enabled=false");
    }

    /** @param name how it is known to Postgres */
    Process ofItsOwn(String name) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                FairwayApplication.class.getName()));
        command.addAll(settings(name));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target", name + ".log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without empty entries: they mean the working directory, where the migrations lie once more. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isBlank())
                .collect(Collectors.joining(File.pathSeparator));
    }

    List<String> settings(String name) {
        HikariDataSource postgres = ground.part(HikariDataSource.class);
        return List.of(
                "--spring.datasource.url=" + postgres.getJdbcUrl() + "?ApplicationName=" + name,
                "--spring.datasource.username=" + postgres.getUsername(),
                "--spring.datasource.password=" + postgres.getPassword(),
                "--fairway.home=" + Fairway.temporaryFolder(),
                "--fairway.encryption-key-file=" + ground.home().resolve("keys/encryption.key"),
                "--fairway.sandbox.enabled=false",
                "--fairway.source.allow-http=true",
                "--fairway.source.allow-loopback=true",
                "--fairway.cluster.allow-loopback=true",
                "--fairway.rendering.allow-without-network-isolation=true",
                "--server.address=127.0.0.1",
                "--server.port=" + Fairway.freePort());
    }
}
