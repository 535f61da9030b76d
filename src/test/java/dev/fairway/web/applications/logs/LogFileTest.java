package dev.fairway.web.applications.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.cluster.ClusterDriver.LogRequest;
import dev.fairway.cluster.ClusterProblem;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ResourceKey;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogFileTest {

    private static final Instant START = Instant.parse("2026-03-03T02:00:00Z");

    @Test
    void theFileHoldsEveryLineOfAllPodsInTheOrderOfTime() {
        List<String> lines = downloaded(LogQuery.tailOf(key("web-1"), 10), "web-1", "web-2", "web-3");

        assertThat(lines).hasSize(10_001);
        assertThat(lines.getFirst()).isEqualTo("# web-3: It is waiting to start.");
        List<String> times =
                lines.stream().skip(1).map(line -> line.substring(0, 24)).toList();
        assertThat(times).isSorted();
        assertThat(lines.get(1)).endsWith("web-1 line 0");
        assertThat(lines.getLast()).endsWith("web-2 line 4999");
    }

    @Test
    void theFilterIsThatOfThePage() {
        LogQuery.Form form =
                new LogQuery.Form(null, null, null, null, null, null, "line 42", null, null, null, null, null, null);

        assertThat(downloaded(form.query(), "web-1")).hasSize(111).allMatch(line -> line.contains("line 42"));
    }

    private static List<String> downloaded(LogQuery query, String... pods) {
        Reconciliations reconciliations = (Reconciliations) Proxy.newProxyInstance(
                Reconciliations.class.getClassLoader(),
                new Class<?>[] {Reconciliations.class},
                (proxy, method, args) -> {
                    LogRequest request = (LogRequest) args[1];
                    assertThat(request.tailLines()).isEmpty();
                    if (request.pod().equals("web-3")) {
                        throw new ClusterProblem(ClusterProblem.Reason.INVALID, "It is waiting to start.", null);
                    }
                    int late = request.pod().equals("web-2") ? 1 : 0;
                    return new ByteArrayInputStream(IntStream.range(0, 5_000)
                            .mapToObj(number -> START.plusMillis(10L * number + late + 1) + " line " + number + "\n")
                            .collect(Collectors.joining())
                            .getBytes(StandardCharsets.UTF_8));
                });
        StringWriter file = new StringWriter();
        new LogFile(reconciliations, new ApplicationName("argocd", "shop"), query)
                .write(
                        Stream.of(pods)
                                .map(name -> new TreeNode(
                                        key(name),
                                        "v1",
                                        "uid",
                                        List.of(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        false,
                                        List.of(),
                                        List.of()))
                                .toList(),
                        new PrintWriter(file));
        return file.toString().lines().toList();
    }

    private static ResourceKey key(String name) {
        return new ResourceKey("", "Pod", "shop", name);
    }
}
