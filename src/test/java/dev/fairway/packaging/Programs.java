package dev.fairway.packaging;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.fairway.configuration.FairwayHome;
import dev.fairway.rendering.process.Fences;
import dev.fairway.rendering.process.ProcessLimits;
import dev.fairway.rendering.process.ProcessRunner;
import dev.fairway.rendering.tool.Toolbox;
import dev.fairway.resource.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The real helm and kubectl: those that come with Fairway, otherwise those on the PATH. */
final class Programs {

    private static final Toolbox TOOLS = new Toolbox(
            new ProcessRunner(ProcessLimits.DEFAULT, Fences.NONE, true),
            new FairwayHome(Path.of("target", "packaging-home")),
            Optional.empty(),
            Optional.empty(),
            Optional.ofNullable(System.getenv("PATH")).orElse(""));

    private Programs() {}

    /** What a program said, both streams together. */
    record Answer(int code, String text) {}

    static Answer helm(List<String> arguments) {
        return run(found("helm", () -> TOOLS.helm().binary()), arguments);
    }

    static Answer kubectl(List<String> arguments) {
        return run(found("kubectl", () -> TOOLS.kubectl().binary()), arguments);
    }

    private static Path found(String name, Supplier<Path> search) {
        try {
            return search.get();
        } catch (ProblemException none) {
            return abort("SKIPPED: there is no " + name + " on this machine, so the chart was not tried: "
                    + none.getMessage());
        }
    }

    private static Answer run(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(program.getFileName() + " did not end");
            }
            return new Answer(process.exitValue(), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
