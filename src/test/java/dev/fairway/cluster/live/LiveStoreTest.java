package dev.fairway.cluster.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LiveStoreTest {

    private static final ResourceKey SETTINGS = new ResourceKey("", "ConfigMap", "shop", "settings");
    private static final ApplicationName SHOP = new ApplicationName("argocd", "shop");

    private final Arrivals arrivals = new Arrivals();
    private final LiveStore store = new LiveStore(change -> {});

    @Test
    void anObjectThatChangesIsNeverMissedByWhoReadsMeanwhile() {
        store.put(arrivals.of(settings(1), true), 0);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> misses = CompletableFuture.supplyAsync(() -> {
            int missed = 0;
            while (!over.get()) {
                missed +=
                        store.find(SETTINGS).isEmpty() || store.trackedBy(SHOP).size() != 1 ? 1 : 0;
                missed += store.ownedBy("4f1c9a52-0000-4000-8000-000000000001").size() != 1 ? 1 : 0;
            }
            return missed;
        });

        for (int version = 2; version < 20_000; version++) {
            store.put(arrivals.of(settings(version), true), 0);
        }
        over.set(true);

        assertThat(misses.join()).isZero();
        assertThat(store.counts().full()).isEqualTo(1);
    }

    private static Manifest settings(int version) {
        return Manifest.of(Manifests.readObject(
                """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: settings
                  namespace: shop
                  uid: 4f1c9a52-0000-4000-8000-000000000002
                  resourceVersion: "%d"
                  annotations:
                    argocd.argoproj.io/tracking-id: argocd_shop:/ConfigMap:shop/settings
                  ownerReferences:
                  - {apiVersion: v1, kind: ConfigMap, name: all, uid: 4f1c9a52-0000-4000-8000-000000000001}
                """.formatted(version).getBytes(StandardCharsets.UTF_8), "settings", YamlLimits.DEFAULT));
    }
}
