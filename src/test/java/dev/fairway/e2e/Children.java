package dev.fairway.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Looks at the arguments and the environment of every process that this one starts, as long as it is open. */
final class Children implements AutoCloseable {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private final Set<String> programs = ConcurrentHashMap.newKeySet();
    private final Set<String> failures = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;
    private final Thread watch = Thread.ofPlatform().name("children").start(this::look);

    /** The names of those that were seen. */
    Set<String> programs() {
        return programs;
    }

    /** What went wrong while looking. */
    Set<String> failures() {
        return failures;
    }

    private void look() {
        while (!ended) {
            try (Stream<ProcessHandle> children = ProcessHandle.current().descendants()) {
                children.forEach(this::look);
            } catch (RuntimeException gone) {
                // A process may end while the list is made.
                failures.add(gone.toString());
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private void look(ProcessHandle child) {
        Path process = Path.of("/proc", String.valueOf(child.pid()));
        String arguments = read(process.resolve("cmdline"));
        programs.add(arguments.split("\u0000", 2)[0].replaceFirst(".*/", ""));
        Canary.look("the arguments of a child", arguments);
        Canary.look("the environment of a child", read(process.resolve("environ")));
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }

    @Override
    public void close() {
        ended = true;
        try {
            watch.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
