package dev.fairway.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.fairway.access.Access;
import dev.fairway.access.Principal;
import dev.fairway.ledger.Concerned;
import dev.fairway.metrics.DeliveryMetrics;
import dev.fairway.metrics.Scope;
import dev.fairway.metrics.Stretch;
import dev.fairway.metrics.figures.Metric;
import dev.fairway.resource.Actor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The delivery figures of a record of two years, while it grows; and what the record costs who writes it. */
class DoraBenchmark {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int WARM = 60;
    private static final Predicate<Concerned> ALL = any -> true;

    @TempDir
    Path folder;

    @Test
    void figuresOfAMillionDeploymentsAreThereWithoutBeingWaitedFor() throws Exception {
        int deployments = Size.of("dora.deployments", 1_000_000);
        int applications = Size.of("dora.applications", 500);
        try (GroundProcess ground = GroundProcess.start(folder);
                Product fairway = Product.on(ground, folder, "--fairway.reconciliation.enabled=false")) {
            DeliveryRows rows = new DeliveryRows(fairway, applications);
            String of = ", %,d deployments".formatted(deployments);
            appends(rows, "an empty record");
            double filled = seconds(() -> rows.fill(deployments));
            System.out.printf("Filled in %.0f s.%n", filled);
            appends(rows, "%,d deployments".formatted(deployments));
            read(fairway, rows, of, deployments);
            pages(fairway, rows, of);
        }
    }

    private static void appends(DeliveryRows rows, String before) throws Exception {
        for (int warm = 0; warm < 100; warm++) {
            rows.append();
            rows.appendBare();
        }
        Pairs pairs =
                Pairs.take(Size.of("dora.appends", 400), any -> millis(rows::append), any -> millis(rows::appendBare));
        Table.atMost(
                "append against a bare insert of the same rows, after " + before, 1.5, pairs, "ms in three commits");
        Table.beside(
                "the same by hand into the record's tables",
                Pairs.take(
                        Size.of("dora.appends", 400),
                        any -> millis(rows::appendByHand),
                        any -> millis(rows::appendBare)),
                "ms: what Postgres does of it");
    }

    private static void read(Product fairway, DeliveryRows rows, String of, int deployments) throws Exception {
        DeliveryMetrics metrics = fairway.part(DeliveryMetrics.class);
        Scope scope = new Scope(new Stretch.UpToToday(Period.ofWeeks(12)), "", "", "", "", Scope.Source.RECORD);
        Instant now = Instant.now();
        long before = heap();
        // The record was filled behind the back of what is kept; a fresh one reads it whole, as a start does.
        double whole = seconds(() -> metrics.of(scope, ALL, now));
        Table.beside("the whole record read and counted, s" + of, whole, "once, when Fairway starts");
        Table.beside(
                "kept in memory, bytes a deployment" + of,
                (heap() - before) / (double) deployments,
                "after a collection");
        long counted =
                metrics.of(scope, ALL, now).figure(Metric.DEPLOYMENT_FREQUENCY).n();
        rows.append();
        assertThat(metrics.of(scope, ALL, Instant.now())
                        .figure(Metric.DEPLOYMENT_FREQUENCY)
                        .n())
                .as("what was just written is counted")
                .isEqualTo(counted + 1);
    }

    private static void pages(Product fairway, DeliveryRows rows, String of) throws Exception {
        Access access = fairway.part(Access.class);
        access.ensureUser("benchmark", Principal.Role.ADMIN);
        String session =
                access.openSession(new Principal("benchmark", Principal.Role.ADMIN, Actor.person("benchmark")));
        int times = Size.of("dora.requests", 200);
        for (String path : List.of(
                "/dora",
                "/dora/changeFailRate",
                "/dora?period=P1Y",
                "/dora?team=team-7",
                "/dora?application=argocd%2Fapp-0123",
                "/api/v1/dora?period=P12W",
                "/dora/deploymentFrequency/rows?period=P12W")) {
            List<Double> millis = new ArrayList<>();
            long cpu = 0;
            for (int request = 0; request < WARM + times; request++) {
                if (request == WARM) {
                    cpu = processorTime();
                }
                if (request % 4 == 0) {
                    rows.append();
                }
                double took = get(fairway, session, path);
                if (request >= WARM) {
                    millis.add(took);
                }
            }
            double processor = (processorTime() - cpu) / 1e6 / times;
            double[] sorted = millis.stream().mapToDouble(each -> each).sorted().toArray();
            Table.atMost(
                    "%s, p95 ms%s".formatted(path, of),
                    300,
                    sorted[(int) Math.ceil(sorted.length * 0.95) - 1],
                    "%d requests, an append before every fourth; median %.0f"
                            .formatted(times, sorted[sorted.length / 2]));
            Table.beside(
                    "%s, processor ms a request%s".formatted(path, of),
                    processor,
                    "of this whole process, whoever asks and records included");
        }
    }

    private static double get(Product fairway, String session, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(fairway.address() + path))
                .header("Cookie", "fairway=" + session)
                .header("Accept", path.startsWith("/api") ? "application/json" : "text/html")
                .timeout(Duration.ofSeconds(60))
                .build();
        long begin = System.nanoTime();
        HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        double millis = (System.nanoTime() - begin) / 1e6;
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return millis;
    }

    private interface Step {
        void run() throws Exception;
    }

    private static double millis(Step step) throws Exception {
        long begin = System.nanoTime();
        step.run();
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double seconds(Step step) throws Exception {
        return millis(step) / TimeUnit.SECONDS.toMillis(1);
    }

    /** Nanoseconds of this process on any processor: on a busy machine the clock on the wall says little. */
    private static long processorTime() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long heap() {
        for (int round = 0; round < 3; round++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
