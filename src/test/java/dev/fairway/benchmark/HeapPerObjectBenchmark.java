package dev.fairway.benchmark;

import dev.fairway.cluster.Kubeconfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one more live object costs in heap: the slope between two numbers of pods. */
class HeapPerObjectBenchmark {

    private static final int KB = 1024;

    @TempDir
    Path folder;

    private record Heap(long used, long full, long records) {}

    @Test
    void aLiveObjectCostsLittleHeap() throws Exception {
        int few = Size.of("objects.few", 5_000);
        int many = Size.of("objects.many", 20_000);
        try (GroundProcess ground = GroundProcess.start(folder);
                Requests requests = new Requests(Kubeconfig.read(Files.readAllBytes(ground.kubeconfig())))) {
            Process process =
                    Jvm.start(HeapProbe.class, "-Xmx1g", ground.kubeconfig().toString());
            try (BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
                Heap none = ask(process, said, 0, 0);
                write(requests, Pods.Kind.OTHER, 0, few);
                Heap fewOthers = ask(process, said, 0, none.records() + few);
                write(requests, Pods.Kind.OTHER, few, many);
                Heap manyOthers = ask(process, said, 0, none.records() + many);
                write(requests, Pods.Kind.MANAGED, 0, few);
                Heap fewManaged = ask(process, said, few, manyOthers.records());
                write(requests, Pods.Kind.MANAGED, few, many);
                Heap manyManaged = ask(process, said, many, manyOthers.records());
                tell("managed", 3.0, fewManaged, manyManaged, manyManaged.full() - fewManaged.full());
                tell("other", 0.4, fewOthers, manyOthers, manyOthers.records() - fewOthers.records());
            } finally {
                process.getOutputStream().close();
            }
        }
    }

    private static void write(Requests requests, Pods.Kind kind, int from, int to) throws Exception {
        requests.writeAll(IntStream.range(from, to).mapToObj(kind::write).toList());
    }

    private static Heap ask(Process process, BufferedReader said, long full, long records) throws IOException {
        process.getOutputStream().write((full + " " + records + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        String line = said.readLine();
        if (line == null) {
            throw new AssertionError("The process that watches has ended");
        }
        String[] parts = line.split(" ");
        return new Heap(Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }

    private static void tell(String kind, double mark, Heap few, Heap many, long more) {
        Table.atMost(
                "heap: KB per %s live object".formatted(kind),
                mark,
                (many.used() - few.used()) / (double) more / KB,
                String.format(
                        Locale.ROOT, "%.1f MB, and %.1f MB with %d more", few.used() / 1e6, many.used() / 1e6, more));
    }
}
