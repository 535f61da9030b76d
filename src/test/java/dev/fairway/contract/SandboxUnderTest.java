package dev.fairway.contract;

import dev.fairway.sandbox.api.SandboxApi;
import java.nio.file.Path;
import java.time.Clock;

/** The sandbox, with nothing in it but its namespaces. */
final class SandboxUnderTest implements ApiUnderTest {

    private final SandboxApi api;

    SandboxUnderTest(Path folder) {
        api = new SandboxApi(new SandboxApi.Settings(folder, 0, "contract", Clock.systemUTC()));
        api.start();
    }

    SandboxApi api() {
        return api;
    }

    @Override
    public String url() {
        return api.url();
    }

    @Override
    public String token() {
        return "contract";
    }

    @Override
    public void close() {
        api.close();
    }
}
