package dev.fairway.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Access;
import dev.fairway.access.Principal;
import dev.fairway.browser.Browser;
import dev.fairway.cluster.Kubeconfig;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ResourceKey;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people wait for: the list and its filters with very many applications, a very large tree, a list while much changes. */
class PagesBenchmark {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String LARGE = "large";
    /** Until the pages are compiled: the first hundreds are several times as slow. */
    private static final int WARM = 300;

    @TempDir
    Path folder;

    /** One answer: how long it took, and how long it is as it is sent. */
    private record Answer(double millis, int bytes) {}

    @Test
    void pagesAreThereWithoutBeingWaitedFor() throws Exception {
        try (GroundProcess ground = GroundProcess.start(folder);
                Product fairway = Product.on(ground, folder, "--fairway.reconciliation.enabled=false")) {
            String session = session(fairway);
            Fleet fleet = new Fleet(fairway);
            for (int applications : new int[] {1_000, Size.of("pages.applications", 10_000)}) {
                fleet.grow(applications);
                lists(fairway, session, applications);
            }
            if (!Browser.isInstalled()) {
                System.out.println("No Chromium is installed: the tree and the changing list were not measured.");
                return;
            }
            try (Browser browser = Browser.open(fairway.address(), session)) {
                changing(browser, fleet);
                tree(ground, fairway, fleet, browser);
            }
        }
    }

    private static String session(Product fairway) {
        Access access = fairway.part(Access.class);
        access.ensureUser("benchmark", Principal.Role.ADMIN);
        return access.openSession(new Principal("benchmark", Principal.Role.ADMIN, Actor.person("benchmark")));
    }

    private static void lists(Product fairway, String session, int applications) throws Exception {
        int times = Size.of("pages.requests", 200);
        String of = ", %,d applications".formatted(applications);
        List<Answer> first = ask(fairway, session, "/apps", times);
        Table.atMost("list: first screen, p95 ms" + of, 100, p95(first), times + " requests, one after the other");
        Table.atMost("list: first screen, KB gzip" + of, 100, first.getLast().bytes() / 1024.0, "as sent");
        for (String filter : List.of("?health=Degraded", "?sync=OutOfSync&team=team-7", "?q=77", "?sort=changed")) {
            Table.atMost(
                    "list: " + filter + ", p95 ms" + of,
                    300,
                    p95(ask(fairway, session, "/apps" + filter, times)),
                    times + " requests");
        }
    }

    /** The main thread's share while a hundred applications of those that are shown change every second. */
    private static void changing(Browser browser, Fleet fleet) {
        browser.visit("/apps?sort=name");
        browser.until(page -> !page.all("[data-live]").isEmpty());
        int seconds = Size.of("pages.seconds", 30);
        double before = browser.busySeconds();
        long begin = System.nanoTime();
        for (int step = 0; System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(seconds); step++) {
            int from = step * 10 % 100;
            fleet.change(from, from + 10);
            long next = begin + TimeUnit.MILLISECONDS.toNanos(100L * (step + 1));
            LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
        }
        double wall = (System.nanoTime() - begin) / 1e9;
        double busy = browser.busySeconds() - before;
        assertThat(busy).as("the page took part").isPositive();
        Table.atMost(
                "list: main thread busy, % while 100 statuses change a second",
                20, 100 * busy / wall, "%.1f of %.1f s in Chromium".formatted(busy, wall));
    }

    private void tree(GroundProcess ground, Product fairway, Fleet fleet, Browser browser) throws Exception {
        int objects = Size.of("pages.objects", 14_000);
        try (KubernetesClient client = ground.client()) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(LARGE)
                            .endMetadata()
                            .build())
                    .create();
        }
        List<String> names =
                IntStream.range(0, objects).mapToObj("settings-%05d"::formatted).toList();
        new Requests(Kubeconfig.read(Files.readAllBytes(ground.kubeconfig())))
                .writeAll(names.stream()
                        .map(name -> new Requests.Write(
                                "/api/v1/namespaces/%s/configmaps/%s".formatted(LARGE, name), tracked(name)))
                        .toList());
        fleet.make(
                LARGE,
                names.stream()
                        .map(name -> new ResourceKey("", "ConfigMap", LARGE, name))
                        .toList());
        for (String page : List.of("/tree", "/list")) {
            String address = "/apps/argocd/" + LARGE + page;
            browser.visit(address);
            double[] times = IntStream.range(0, 5)
                    .mapToDouble(any -> interactive(browser, address))
                    .sorted()
                    .toArray();
            Table.atMost(
                    "%s of %,d objects: interactive after ms".formatted(page.substring(1), objects),
                    2_000,
                    times[times.length / 2],
                    "median of 5, Chromium on the same machine");
        }
    }

    /** From the navigation until the page has loaded and its main thread is free. */
    private static double interactive(Browser browser, String address) {
        browser.visit("/sign-in");
        browser.visit(address);
        Object millis = browser.ask("""
                () => {
                    const load = performance.getEntriesByType('navigation')[0];
                    return Math.max(load.domInteractive, load.loadEventEnd);
                }""");
        return ((Number) java.util.Objects.requireNonNull(millis)).doubleValue();
    }

    private static String tracked(String name) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: %1$s
                  annotations:
                    argocd.argoproj.io/tracking-id: large:/ConfigMap:%2$s/%1$s
                data:
                  value: one
                """.formatted(name, LARGE);
    }

    private static List<Answer> ask(Product fairway, String session, String path, int times)
            throws IOException, InterruptedException {
        for (int i = 0; i < WARM; i++) {
            get(fairway, session, path);
        }
        List<Answer> answers = new java.util.ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(get(fairway, session, path));
        }
        return answers;
    }

    private static Answer get(Product fairway, String session, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(fairway.address() + path))
                .header("Cookie", "fairway=" + session)
                .header("Accept", "text/html")
                .header("Accept-Encoding", "gzip")
                .timeout(Duration.ofSeconds(60))
                .build();
        long begin = System.nanoTime();
        HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
        double millis = (System.nanoTime() - begin) / 1e6;
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return new Answer(millis, answer.body().length);
    }

    private static double p95(List<Answer> answers) {
        double[] millis = answers.stream().mapToDouble(Answer::millis).sorted().toArray();
        assertThat(Arrays.stream(millis).min()).isPresent();
        return millis[(int) Math.ceil(millis.length * 0.95) - 1];
    }
}
