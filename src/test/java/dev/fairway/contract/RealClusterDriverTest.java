package dev.fairway.contract;

import dev.fairway.cluster.ClusterAccess;
import dev.fairway.cluster.ClusterDriverContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The engine's contract on a real kube-apiserver. */
class RealClusterDriverTest extends ClusterDriverContract {

    private static final String MISSING = "SKIPPED: no real API server here. Put etcd and kube-apiserver into"
            + " /usr/local/kubebuilder/bin or name their folder in KUBEBUILDER_ASSETS to check the driver against it.";

    @TempDir
    static Path folder;

    private static RealApiServer server;

    @BeforeAll
    static void start() {
        if (RealApiServer.binaries().isEmpty()) {
            System.out.println(MISSING);
        }
        Assumptions.assumeTrue(RealApiServer.binaries().isPresent(), MISSING);
        server = RealApiServer.start(folder);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected ClusterAccess access() {
        try {
            String authority = Files.readString(folder.resolve("certs").resolve("apiserver.crt"));
            return ClusterAccess.byToken(server.url(), authority, server.token());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
