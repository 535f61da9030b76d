package dev.fairway.benchmark;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Somebody else who watches the cluster, and counts the ConfigMaps that appear in each namespace. */
final class Counting implements AutoCloseable {

    private static final long LIMIT_MILLIS = 900_000;

    private final Map<String, Integer> counts = new HashMap<>();
    private final Watch watch;

    Counting(KubernetesClient client) {
        this.watch = client.configMaps().inAnyNamespace().watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, ConfigMap object) {
                if (action == Action.ADDED) {
                    added(object.getMetadata().getNamespace());
                }
            }

            @Override
            public void onClose(WatcherException cause) {}
        });
    }

    private synchronized void added(String namespace) {
        counts.merge(namespace, 1, Integer::sum);
        notifyAll();
    }

    /** Waits until so many have appeared; when that was, by {@link System#nanoTime}. */
    synchronized long allOf(String namespace, int objects) throws InterruptedException, TimeoutException {
        long end = System.currentTimeMillis() + LIMIT_MILLIS;
        while (counts.getOrDefault(namespace, 0) < objects) {
            long left = end - System.currentTimeMillis();
            if (left <= 0) {
                throw new TimeoutException("%d of %d objects of %s have appeared"
                        .formatted(counts.getOrDefault(namespace, 0), objects, namespace));
            }
            wait(left);
        }
        return System.nanoTime();
    }

    @Override
    public void close() {
        watch.close();
    }
}
