package dev.fairway.rendering.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A child and everything it started, remembered even after a parent in between has gone. */
final class ProcessTree {

    private final Process root;
    private final Set<ProcessHandle> descendants = new LinkedHashSet<>();

    ProcessTree(Process root) {
        this.root = root;
    }

    /** Bytes of memory in use now; 0 where the system does not tell. */
    long residentBytes() {
        root.descendants().forEach(descendants::add);
        long sum = resident(root.pid());
        for (ProcessHandle descendant : descendants) {
            sum += resident(descendant.pid());
        }
        return sum;
    }

    /** Asks all to end, and kills what has not ended after the grace. */
    void end(Duration grace) throws InterruptedException {
        root.descendants().forEach(descendants::add);
        descendants.forEach(ProcessHandle::destroy);
        root.destroy();
        if (!root.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS) || anyAlive()) {
            kill();
        }
    }

    void kill() {
        root.descendants().forEach(descendants::add);
        descendants.forEach(ProcessHandle::destroyForcibly);
        root.destroyForcibly();
    }

    private boolean anyAlive() {
        return descendants.stream().anyMatch(ProcessHandle::isAlive);
    }

    private static long resident(long pid) {
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(pid), "status"), StandardCharsets.UTF_8);
            int at = status.indexOf("VmRSS:");
            if (at < 0) {
                return 0;
            }
            String line = status.substring(at + "VmRSS:".length(), status.indexOf('\n', at));
            return Long.parseLong(line.replace("kB", "").strip()) * 1024;
        } catch (IOException | NumberFormatException gone) {
            return 0;
        }
    }
}
