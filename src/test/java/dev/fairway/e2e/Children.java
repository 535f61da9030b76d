package dev.fairway.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks at the arguments and the environment of every process that this one starts, as long as it is open. */
final class Children implements AutoCloseable {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private final Set<String> programs = ConcurrentHashMap.newKeySet();
    private final Thread watch = Thread.ofPlatform().name("children").start(this::look);

    /** The names of those that were seen. */
    Set<String> programs() {
        return programs;
    }

    private void look() {
        while (!Thread.currentThread().isInterrupted()) {
            ProcessHandle.current().descendants().forEach(child -> {
                for (String part : new String[] {"cmdline", "environ"}) {
                    String text = read(Path.of("/proc", String.valueOf(child.pid()), part));
                    Canary.look(part + " of a child", text);
                    if (part.equals("cmdline")) {
                        programs.add(text.split("\u0000", 2)[0].replaceFirst(".*/", ""));
                    }
                }
            });
            LockSupport.parkNanos(PAUSE);
        }
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
        watch.interrupt();
        try {
            watch.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
