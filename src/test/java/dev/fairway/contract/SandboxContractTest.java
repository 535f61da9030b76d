package dev.fairway.contract;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox keeps the contract. */
class SandboxContractTest extends KubernetesApiContract {

    @TempDir
    static Path folder;

    private static SandboxUnderTest sandbox;

    @BeforeAll
    static void start() {
        sandbox = new SandboxUnderTest(folder);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Override
    ApiUnderTest api() {
        return sandbox;
    }
}
