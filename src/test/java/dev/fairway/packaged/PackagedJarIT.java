package dev.fairway.packaged;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedJarIT {

    @Test
    void theJarRunsFromAnEmptyFolderSurvivesBeingKilledAndEndsCleanly(@TempDir Path folder) throws Exception {
        Installed jar = new Installed(folder);
        try {
            jar.start();
            everythingRuns(jar);
            String database = jar.home("postgres/port");
            String cluster = jar.home("sandbox/port");
            ProcessHandle orphan = jar.postgres().orElseThrow();

            jar.kill();
            jar.start();

            everythingRuns(jar);
            assertThat(jar.home("postgres/port")).isEqualTo(database);
            assertThat(jar.home("sandbox/port")).isEqualTo(cluster);
            assertThat(orphan.isAlive())
                    .as("the Postgres of the killed process")
                    .isFalse();
            ProcessHandle postgres = jar.postgres().orElseThrow();

            List<Iterator<String>> open = List.of(
                    jar.endless("/api/v1/stream/applications"),
                    jar.endless("/api/v1/applications/gateway/logs?follow=true"));

            jar.terminate();

            assertThat(jar.endsWithin(60)).isTrue();
            assertThat(jar.exitCode()).as("ended by SIGTERM").isEqualTo(143);
            // One that was cut off would throw.
            open.forEach(lines -> lines.forEachRemaining(line -> {}));
            // It takes its file with the pid away, for which its program waits, a moment before it is gone.
            eventually(() -> assertThat(postgres.isAlive())
                    .as("Postgres ends with its program")
                    .isFalse());

            jar.start();
            everythingRuns(jar);
        } finally {
            jar.kill();
            jar.postgres().ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static void everythingRuns(Installed jar) {
        eventually(() -> assertThat(jar.page("/actuator/health/readiness")).contains("UP"));
        eventually(() -> {
            assertThat(jar.state("storefront-prod")).isEqualTo("Synced Healthy");
            assertThat(jar.state("payments-prod")).isEqualTo("Synced Healthy");
            assertThat(jar.state("gateway")).isEqualTo("Synced Healthy");
        });
        // Asks the cluster, while what is above may be remembered from before the restart.
        assertThat(jar.page("/api/v1/applications/gateway/managed-resources")).contains("Deployment");
        // By its name: what is healthy may be folded in the whole list.
        assertThat(jar.page("/apps?q=storefront")).contains("storefront-prod");
        assertThat(jar.page("/apps/argocd/storefront-prod")).contains("Deployment");
    }
}
