package dev.fairway.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What people write before they have anything else: fetch, and apply a folder. */
final class Script {

    private final Path clone;
    private final List<String> apply;

    Script(Path clone, GroundProcess ground, Path kubectl) {
        this.clone = clone;
        this.apply = List.of(
                kubectl.toString(),
                "--kubeconfig",
                ground.kubeconfig().toString(),
                "--cache-dir",
                clone.resolveSibling("kubectl-cache").toString(),
                "apply",
                "--server-side",
                "-k");
    }

    void cloneFrom(String address) throws Exception {
        run(List.of("git", "clone", "-q", address, clone.toString()));
    }

    void run(String folder) throws Exception {
        run(List.of("git", "-C", clone.toString(), "fetch", "-q", "origin", "main"));
        run(List.of("git", "-C", clone.toString(), "reset", "-q", "--hard", "FETCH_HEAD"));
        List<String> command = new java.util.ArrayList<>(apply);
        command.add(clone.resolve(folder).toString());
        run(command);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + ": " + said);
        }
    }
}
