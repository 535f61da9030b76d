package dev.fairway.cluster;

import dev.fairway.sandbox.api.SandboxApi;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the sandbox's API server. */
class SandboxClusterDriverTest extends ClusterDriverContract {

    private static SandboxApi server;

    @BeforeAll
    static void startServer(@TempDir Path folder) {
        server = new SandboxApi(new SandboxApi.Settings(folder, 0, "test-token", InstantSource.system()));
        server.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    protected ClusterAccess access() {
        return ClusterAccess.byToken(server.url(), server.certificatePem(), "test-token");
    }
}
