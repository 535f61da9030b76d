package dev.fairway.benchmark;

import dev.fairway.cluster.Kubeconfig;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.SyncCommand;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One application of very many objects: its first sync against a bare loop that sends the same, and a sync with nothing to do. */
class BulkApplyBenchmark {

    private static final int PER_FILE = 500;

    @TempDir
    Path folder;

    @Test
    void aSyncOfManyObjectsIsAboutAsFastAsSendingThem() throws Exception {
        int objects = Size.of("objects", 5_000);
        int pairs = Size.of("bulk.pairs", 5);
        try (GroundProcess ground = GroundProcess.start(folder);
                KubernetesClient client = ground.client();
                Requests requests = new Requests(Kubeconfig.read(Files.readAllBytes(ground.kubeconfig())));
                Counting arrivals = new Counting(client);
                Product fairway = Product.on(ground, folder)) {
            Checkout checkout = ground.repository("bulk");
            Map<String, String> files = new HashMap<>();
            for (int i = 0; i < objects; i += PER_FILE) {
                files.put("all/objects-%05d.yaml".formatted(i), file(i, Math.min(objects, i + PER_FILE)));
            }
            checkout.commit("Many objects", files);
            checkout.push();

            Pairs.Trial ours = trial -> {
                String namespace = "ours-" + trial;
                namespace(client, namespace);
                fairway.create(application(namespace, checkout.address()));
                fairway.settle();
                long begin = System.nanoTime();
                sync(fairway, namespace);
                double seconds = (arrivals.allOf(namespace, objects) - begin) / 1e9;
                fairway.settle();
                return objects / seconds;
            };
            Pairs.Trial theirs = trial -> {
                String namespace = "theirs-" + trial;
                namespace(client, namespace);
                List<Requests.Write> writes = IntStream.range(0, objects)
                        .mapToObj(i -> new Requests.Write(
                                "/api/v1/namespaces/%s/configmaps/%s".formatted(namespace, name(i)),
                                annotated(namespace, i)))
                        .toList();
                long begin = System.nanoTime();
                requests.applyAll(writes);
                return objects / ((arrivals.allOf(namespace, objects) - begin) / 1e9);
            };
            // A control plane has been running for a while when somebody asks for this.
            Pairs.take(Size.of("bulk.warm", 8), trial -> ours.run(1000 + trial), trial -> theirs.run(1000 + trial));
            Table.atLeast(
                    "bulk apply of %d objects / bare loop".formatted(objects),
                    0.85,
                    Pairs.take(pairs, ours, theirs),
                    "objects/s");

            long before = ground.counts().writes();
            sync(fairway, "ours-0");
            fairway.settle();
            long writes = ground.counts().writes() - before;
            Table.atMost(
                    "bulk apply: writes per object when nothing differs",
                    0.01,
                    writes / (double) objects,
                    "%d writes, %d objects".formatted(writes, objects));
        }
    }

    private static void sync(Product fairway, String application) {
        fairway.part(Reconciliations.class)
                .sync(
                        new ApplicationName("argocd", application),
                        SyncCommand.everything(),
                        Actor.automation("benchmark"));
    }

    private static String file(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append("---\n").append(configMap(i));
        }
        return text.toString();
    }

    private static String name(int number) {
        return "settings-%05d".formatted(number);
    }

    private static String configMap(int number) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: %s
                  labels:
                    app: tidewater
                data:
                  value: "%d"
                """.formatted(name(number), number);
    }

    /** As Fairway sends it, under a name of the same length that makes it nobody's: a loop has nobody who looks after it. */
    private static String annotated(String namespace, int number) {
        return configMap(number).replace("metadata:\n", """
                        metadata:
                          namespace: %1$s
                          annotations:
                            benchmark.example.org/tracking: argocd_%1$s:/ConfigMap:%1$s/%2$s
                        """.formatted(namespace, name(number)));
    }

    private static String application(String name, String repository) {
        return """
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata:
                  name: %1$s
                  namespace: argocd
                spec:
                  project: default
                  source:
                    repoURL: %2$s
                    targetRevision: main
                    path: all
                  destination:
                    server: https://kubernetes.default.svc
                    namespace: %1$s
                """.formatted(name, repository);
    }

    private static void namespace(KubernetesClient client, String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }
}
