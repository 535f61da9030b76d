package dev.fairway.rendering.tool;

import dev.fairway.rendering.process.Command;
import dev.fairway.rendering.process.ProcessRunner;
import dev.fairway.rendering.process.Waiting;
import dev.fairway.rendering.process.Workspace;
import dev.fairway.resource.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One kustomize that is started before anybody needs it: a small build takes it ten milliseconds, its start four times as
 * many, and somebody waits for the commit to arrive. It waits for a kustomization which then names the folder to build as
 * its only resource.
 *
 * <p>The next one is started when nothing was built for a moment, so that many builds in a row pay for none.
 */
public final class Forerunner implements AutoCloseable {

    private static final Duration QUIET = Duration.ofMillis(100);
    private static final String ENTRY = "entry";

    private final ProcessRunner runner;
    private final Toolbox toolbox;
    private final Path workspaces;
    private final Counter served;
    private final AtomicLong builds = new AtomicLong();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("kustomize-ahead").factory());
    private @Nullable Ready ready;
    private boolean closed;

    /**
     * @param workspaces where the folders to build are, too
     * @param metrics told of each build for which one was ready
     */
    public Forerunner(ProcessRunner runner, Toolbox toolbox, Path workspaces, MeterRegistry metrics) {
        this.runner = runner;
        this.toolbox = toolbox;
        this.workspaces = workspaces;
        this.served = metrics.counter("fairway.renders.prepared");
    }

    /**
     * What kustomize gives for a folder.
     *
     * @param workspace one of the workspaces
     * @param folder in it
     * @return empty if none was ready or it failed: only one that is started for the folder itself says well why
     * @throws ProblemException if it passed a limit
     */
    Optional<byte[]> build(Path workspace, String folder) {
        Optional<Ready> taken = take();
        try {
            return taken.filter(each -> each.process().isThere()).flatMap(each -> each.build(workspace, folder));
        } finally {
            taken.ifPresent(Ready::close);
            startWhenQuiet();
        }
    }

    /** Starts one now, unless one is ready. */
    public void start() {
        if (isMissing()) {
            Path kubectl = toolbox.kubectl().binary();
            Workspace workspace = Workspace.in(workspaces);
            runner.ahead(
                            new Command("kustomize", kubectl, List.of("kustomize", ENTRY), workspace.folder()),
                            workspace.folder().resolve(ENTRY).resolve("kustomization.yaml"))
                    .ifPresentOrElse(process -> keep(new Ready(process, workspace)), workspace::close);
        }
    }

    /** Whether one has been started and waits. */
    public synchronized boolean isReady() {
        return ready != null && ready.process().isThere();
    }

    private synchronized boolean isMissing() {
        return ready == null && !closed;
    }

    private synchronized Optional<Ready> take() {
        Optional<Ready> taken = Optional.ofNullable(ready);
        ready = null;
        return taken;
    }

    private synchronized void keep(Ready fresh) {
        if (isMissing()) {
            ready = fresh;
        } else {
            fresh.close();
        }
    }

    private void startWhenQuiet() {
        long seen = builds.incrementAndGet();
        try {
            later.schedule(() -> startIfLast(seen), QUIET.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException shutDown) {
            // Nobody will build any more.
        }
    }

    private void startIfLast(long seen) {
        if (builds.get() == seen) {
            start();
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
        synchronized (this) {
            closed = true;
        }
        take().ifPresent(Ready::close);
    }

    private final class Ready implements AutoCloseable {

        private final Waiting process;
        private final Workspace own;

        Ready(Waiting process, Workspace own) {
            this.process = process;
            this.own = own;
        }

        Waiting process() {
            return process;
        }

        Optional<byte[]> build(Path workspace, String folder) {
            ObjectNode kustomization = JsonNodeFactory.instance.objectNode();
            kustomization.putArray("resources").add("../../%s/%s".formatted(workspace.getFileName(), folder));
            try {
                byte[] output = runner.resume(process, kustomization.toString().getBytes(StandardCharsets.UTF_8));
                served.increment();
                return Optional.of(output);
            } catch (ProblemException failed) {
                if (failed.problem().code().equals(ProcessRunner.FAILED)) {
                    return Optional.empty();
                }
                throw failed;
            }
        }

        @Override
        public void close() {
            process.close();
            own.close();
        }
    }
}
