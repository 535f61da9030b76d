package dev.fairway.benchmark;

import dev.fairway.sandbox.api.RequestGate;
import dev.fairway.sandbox.api.SandboxApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.LogManager;

/**
 * What Fairway stands on, as a process of its own: a cluster's API without controllers, and a Git host. Writes where they are to
 * {@code ground.properties} in the folder it is given, prints one line, and ends when its input does.
 */
final class Ground {

    static final String FILE = "ground.properties";

    private Ground() {}

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        Path folder = Path.of(arguments[0]);
        SandboxApi api =
                new SandboxApi(new SandboxApi.Settings(folder.resolve("cluster"), 0, "benchmark", Clock.systemUTC()));
        LongAdder writes = new LongAdder();
        api.useGate(request -> {
            if (isWrite(request)) {
                writes.increment();
            }
            return RequestGate.ALLOW;
        });
        api.start();
        CountingGitHost git = new CountingGitHost(folder.resolve("git"), writes::sum);
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), api.kubeconfig());
        tell(folder, kubeconfig, git);
        System.out.println(kubeconfig);
        while (System.in.read() >= 0) {
            // Whoever started this process holds the other end open.
        }
        git.close();
        api.close();
        System.exit(0);
    }

    private static boolean isWrite(RequestGate.Request request) {
        return !request.dryRun()
                && switch (request.verb()) {
                    case CREATE, UPDATE, PATCH, DELETE, DELETECOLLECTION -> true;
                    case GET, LIST, WATCH -> false;
                };
    }

    private static void tell(Path folder, Path kubeconfig, CountingGitHost git) throws IOException {
        Properties where = new Properties();
        where.setProperty("kubeconfig", kubeconfig.toString());
        where.setProperty("git", git.address());
        try (var out = Files.newOutputStream(folder.resolve(FILE))) {
            where.store(out, null);
        }
    }
}
