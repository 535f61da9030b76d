package dev.fairway.contract;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A real kube-apiserver keeps the contract, so the contract is true. */
class RealServerContractTest extends KubernetesApiContract {

    private static final String MISSING = "SKIPPED: no real API server here. Put etcd and kube-apiserver into"
            + " /usr/local/kubebuilder/bin or name their folder in KUBEBUILDER_ASSETS to check the contract against it.";

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
    ApiUnderTest api() {
        return server;
    }
}
