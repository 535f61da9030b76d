package dev.fairway.benchmark;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Somebody else who watches the cluster, and notes when a value arrived in a ConfigMap named {@code settings}. */
final class Observer implements AutoCloseable {

    private static final long LIMIT_SECONDS = 900;

    private final Map<Arrival, CompletableFuture<Long>> arrivals = new ConcurrentHashMap<>();
    private final Watch watch;

    private record Arrival(String namespace, String value) {}

    Observer(KubernetesClient client) {
        this.watch = client.configMaps().inAnyNamespace().watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, ConfigMap object) {
                if (object.getMetadata().getName().equals("settings")) {
                    String value = Optional.ofNullable(object.getData())
                            .orElse(Map.of())
                            .getOrDefault("value", "");
                    of(object.getMetadata().getNamespace(), value).complete(System.nanoTime());
                }
            }

            @Override
            public void onClose(WatcherException cause) {}
        });
    }

    /** When it was seen, by {@link System#nanoTime}; waits for it. */
    long sawAt(String namespace, String value) throws Exception {
        return of(namespace, value).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private CompletableFuture<Long> of(String namespace, String value) {
        return arrivals.computeIfAbsent(new Arrival(namespace, value), any -> new CompletableFuture<>());
    }

    @Override
    public void close() {
        watch.close();
    }
}
