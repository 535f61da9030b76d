package dev.fairway.benchmark;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Git host is asked, counted by the host, while nobody announces a push. */
class GitChatterBenchmark {

    private static final int SECONDS = 3;

    @TempDir
    Path folder;

    @Test
    void manyApplicationsAskTheirRepositoryAsOne() throws Exception {
        int applications = Size.of("applications", 1000);
        int intervals = Size.of("intervals", 60);
        int commits = Size.of("polled.commits", 10);
        try (GroundProcess ground = GroundProcess.start(folder);
                Product fairway = Product.on(ground, folder, "--fairway.source.poll-interval=" + SECONDS + "s")) {
            Checkout checkout = ground.repository("monorepo");
            checkout.commit("The first version", Monorepo.files(applications));
            checkout.push();
            for (int i = 0; i < applications; i++) {
                fairway.create(Monorepo.application(Monorepo.name(i), checkout.address()));
            }
            fairway.settle();

            GroundProcess.Counts before = ground.counts();
            long begin = System.nanoTime();
            for (int commit = 0; commit < commits; commit++) {
                String name = Monorepo.name(commit * 37 % applications);
                checkout.commit(
                        "Commit " + commit, Map.of(Monorepo.settingsFile(name), Monorepo.settings("v" + commit)));
                checkout.push();
                letPass(begin, (commit + 1) * (double) intervals / commits);
            }
            fairway.settle();
            double passed = (System.nanoTime() - begin) / 1e9 / SECONDS;
            GroundProcess.Counts asked = ground.counts().minus(before);

            String how = String.format(
                    Locale.ROOT,
                    "%d applications, %.1f intervals of %d s, %d commits: asked for refs %d times, for objects %d times",
                    applications,
                    passed,
                    SECONDS,
                    commits,
                    asked.refs(),
                    asked.objects());
            Table.atMost("Git: questions for refs per interval", 1.05, asked.refs() / passed, how);
            Table.atMost("Git: fetches per commit", 1, asked.objects() / (double) commits, how);
        }
    }

    /** The rhythm of the commits; what is asked meanwhile is what is measured. */
    private static void letPass(long begin, double intervals) {
        long end = begin + (long) (intervals * TimeUnit.SECONDS.toNanos(SECONDS));
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
