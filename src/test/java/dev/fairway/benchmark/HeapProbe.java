package dev.fairway.benchmark;

import dev.fairway.cluster.ClusterAccess;
import dev.fairway.cluster.Kubeconfig;
import dev.fairway.cluster.LiveState;
import dev.fairway.cluster.TestCluster;
import dev.fairway.e2e.Eventually;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The live state of a cluster as a process of its own, so that nothing else is in its heap. For every line "full records" it reads,
 * it waits until it keeps so many of both, and prints how many bytes are in use after the garbage is gone.
 */
final class HeapProbe {

    private HeapProbe() {}

    public static void main(String[] arguments) throws Exception {
        ClusterAccess access = Kubeconfig.read(Files.readAllBytes(Path.of(arguments[0])));
        try (TestCluster cluster = new TestCluster(access)) {
            cluster.live.start();
            if (!cluster.live.awaitComplete(Duration.ofMinutes(5))) {
                throw new IllegalStateException("The cluster was not listed: " + cluster.live.problem());
            }
            BufferedReader asked = new BufferedReader(new InputStreamReader(System.in));
            for (String line = asked.readLine(); line != null; line = asked.readLine()) {
                String[] wanted = line.split(" ");
                await(cluster.live, Long.parseLong(wanted[0]), Long.parseLong(wanted[1]));
                LiveState.Counts counts = cluster.live.counts();
                System.out.println(used() + " " + counts.full() + " " + counts.records());
            }
        }
        System.exit(0);
    }

    private static void await(LiveState live, long full, long records) {
        Eventually.eventually(() -> {
            LiveState.Counts counts = live.counts();
            if (counts.full() < full || counts.records() < records) {
                throw new AssertionError("Kept so far: " + counts);
            }
        });
    }

    /** What was used once no collection makes it less. */
    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 6; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
