package dev.fairway.rendering.process;

import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Starts child processes and fences them: a fixed program, a cleared environment, nothing on standard input, no more time,
 * memory or output than allowed, no network where the system permits, and nothing of it left running.
 */
public final class ProcessRunner {

    /** The code of the problem that a program by itself failed, in its own words. */
    public static final String FAILED = "RenderFailed";

    private static final Duration GLANCE = Duration.ofMillis(25);
    private static final Path MKFIFO = Path.of("/usr/bin/mkfifo");

    private final ProcessLimits limits;
    private final Fences fences;
    private final boolean consented;
    private final Semaphore slots;

    /** @param consented whether someone agreed to run without network isolation where the system does not permit it */
    public ProcessRunner(ProcessLimits limits, Fences fences, boolean consented) {
        this.limits = limits;
        this.fences = fences;
        this.consented = consented;
        this.slots = new Semaphore(limits.parallel(), true);
    }

    public Fences fences() {
        return fences;
    }

    /**
     * Runs a program on text of a repository.
     *
     * @return its standard output
     * @throws ProblemException if it fails, passes a limit, or may not run at all
     */
    public byte[] run(Command command) {
        if (!mayRun()) {
            throw Problem.stalled(
                            "NetworkIsolationMissing",
                            "This system does not let Fairway take the network away from %s, so it was not started. Allow"
                                            .formatted(command.name())
                                    + " user namespaces, or agree to run without by the setting"
                                    + " fairway.rendering.allow-without-network-isolation=true.")
                    .asException();
        }
        return start(command);
    }

    /**
     * Starts a program ahead of its work. It takes no place among those that run until {@link #resume}.
     *
     * @param pipe the first file that it will read; its folder is made
     * @return empty if this system has no such pipes, or the program may not run or does not start
     */
    public Optional<Waiting> ahead(Command command, Path pipe) {
        if (!mayRun() || !Files.isExecutable(MKFIFO)) {
            return Optional.empty();
        }
        try {
            if (!makePipe(pipe)) {
                return Optional.empty();
            }
            // Open for reading too: so the opening does not wait for the child, nor the child for us.
            RandomAccessFile writer = new RandomAccessFile(pipe.toFile(), "rw");
            try {
                return Optional.of(new Waiting(command, launch(command), pipe, writer));
            } catch (ProblemException notStarted) {
                writer.close();
                return Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /**
     * Lets a program go on that was started ahead; from now on it is as one that is run.
     *
     * @param text what it reads from its pipe, at most 4,096 bytes
     */
    public byte[] resume(Waiting waiting, byte[] text) {
        return inSlot(waiting.command(), () -> {
            try {
                return waiting.go(text);
            } catch (IOException e) {
                throw notStarted(waiting.command(), e);
            }
        });
    }

    private static boolean makePipe(Path pipe) throws IOException, InterruptedException {
        Files.createDirectories(pipe.getParent());
        ProcessBuilder builder = new ProcessBuilder(MKFIFO.toString(), "-m", "0600", "--", pipe.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        return builder.start().waitFor() == 0;
    }

    private boolean mayRun() {
        return fences.isolatesNetwork() || consented;
    }

    /** What a program says when asked for its version; empty if it cannot be run. */
    public Optional<byte[]> ask(Command command) {
        try {
            return Optional.of(start(command));
        } catch (ProblemException refused) {
            return Optional.empty();
        }
    }

    private byte[] start(Command command) {
        return inSlot(command, () -> launch(command));
    }

    private byte[] inSlot(Command command, Supplier<Process> begun) {
        try {
            slots.acquire();
        } catch (InterruptedException e) {
            throw interrupted(command);
        }
        try {
            return supervise(command, begun.get());
        } finally {
            slots.release();
        }
    }

    private Process launch(Command command) {
        Path workspace = command.workspace();
        try {
            for (String folder : new String[] {"home", "tmp", "plugins"}) {
                Files.createDirectories(workspace.resolve(folder));
            }
            ProcessBuilder builder = new ProcessBuilder(fences.around(command))
                    .directory(workspace.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
            builder.environment().clear();
            builder.environment().putAll(environment(workspace));
            return builder.start();
        } catch (IOException e) {
            throw notStarted(command, e);
        }
    }

    private static ProblemException notStarted(Command command, IOException why) {
        return Problem.passing("ToolNotStarted", "%s could not be started on this server.".formatted(command.name()))
                .asException(why);
    }

    /**
     * No variable of this process reaches a child. The programs live for a moment and are written in Go: collecting garbage
     * late saves a quarter of their processor time, as long as memory is far from its limit. They do one thing after the
     * other, so one processor is enough for each, and most of them start sooner on it.
     */
    private Map<String, String> environment(Path workspace) {
        String home = workspace.resolve("home").toString();
        return Map.ofEntries(
                Map.entry("PATH", "/nonexistent"),
                Map.entry("HOME", home),
                Map.entry("TMPDIR", workspace.resolve("tmp").toString()),
                Map.entry("HELM_CACHE_HOME", home),
                Map.entry("HELM_CONFIG_HOME", home),
                Map.entry("HELM_DATA_HOME", home),
                Map.entry("HELM_PLUGINS", workspace.resolve("plugins").toString()),
                Map.entry("KUBECONFIG", home + "/none"),
                Map.entry("LANG", "C"),
                Map.entry("GOGC", "400"),
                Map.entry("GOMAXPROCS", "1"),
                Map.entry("GOMEMLIMIT", String.valueOf(limits.residentBytes() / 4 * 3)));
    }

    private byte[] supervise(Command command, Process process) {
        ProcessTree tree = new ProcessTree(process);
        Collector.Head output = new Collector.Head(process.getInputStream(), limits.outputBytes());
        Collector.Tail messages = new Collector.Tail(process.getErrorStream(), limits.messageBytes());
        output.started();
        messages.started();
        try {
            Optional<Problem> passed = watch(command, process, tree, output);
            if (passed.isPresent()) {
                tree.end(limits.grace());
                throw passed.get().asException();
            }
            output.await();
            messages.await();
            if (output.isOverflown()) {
                throw tooMuchOutput(command).asException();
            }
            if (process.exitValue() != 0) {
                throw failed(command, messages.text()).asException();
            }
            return output.bytes();
        } catch (InterruptedException e) {
            throw interrupted(command);
        } finally {
            tree.kill();
        }
    }

    private Optional<Problem> watch(Command command, Process process, ProcessTree tree, Collector.Head output)
            throws InterruptedException {
        long deadline = System.nanoTime() + limits.wallTime().toNanos();
        while (!process.waitFor(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
            if (output.isOverflown()) {
                return Optional.of(tooMuchOutput(command));
            }
            if (fences.memoryWatch() && tree.residentBytes() > limits.residentBytes()) {
                return Optional.of(tooMuchMemory(command));
            }
            if (System.nanoTime() > deadline) {
                return Optional.of(Problem.stalled(
                        "RenderTimedOut",
                        "%s was still running after %d seconds and was ended. Look for a loop in the templates, or split the source."
                                .formatted(command.name(), limits.wallTime().toSeconds())));
            }
        }
        return Optional.empty();
    }

    private Problem failed(Command command, String messages) {
        if (messages.contains("cannot allocate memory") || messages.contains("out of memory")) {
            return tooMuchMemory(command);
        }
        String words = ToolWords.clean(messages, command.workspace());
        return Problem.stalled(
                FAILED,
                words.isEmpty() ? command.name() + " failed without a word." : command.name() + " says: " + words);
    }

    private Problem tooMuchOutput(Command command) {
        return Problem.stalled(
                "RenderTooLarge",
                "%s wrote more than %d MiB of manifests and was ended. Split the source into several applications."
                        .formatted(command.name(), limits.outputBytes() / 1024 / 1024));
    }

    private Problem tooMuchMemory(Command command) {
        return Problem.stalled(
                "RenderTooLarge",
                "%s needed more than %d MiB of memory and was ended. Look for a loop, for aliases that multiply, or split the source."
                        .formatted(command.name(), limits.residentBytes() / 1024 / 1024));
    }

    private static ProblemException interrupted(Command command) {
        Thread.currentThread().interrupt();
        return Problem.passing("RenderInterrupted", command.name() + " was stopped because Fairway is shutting down.")
                .asException();
    }
}
