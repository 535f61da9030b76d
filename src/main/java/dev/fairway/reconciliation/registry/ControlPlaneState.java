package dev.fairway.reconciliation.registry;

import dev.fairway.cluster.LiveState;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What is in the registry and what runs in the cluster, as one. */
record ControlPlaneState(LiveState registry, LiveState cluster) implements LiveState {

    private LiveState of(ResourceKey key) {
        return RegistryDriver.serves(key.groupKind()) ? registry : cluster;
    }

    @Override
    public Optional<Problem> problem() {
        return cluster.problem();
    }

    @Override
    public boolean awaitComplete(Duration atMost) {
        return cluster.awaitComplete(atMost);
    }

    @Override
    public boolean isBehind(GroupKind kind) {
        return !RegistryDriver.serves(kind) && cluster.isBehind(kind);
    }

    @Override
    public Optional<Manifest> get(ResourceKey key) {
        return of(key).get(key);
    }

    @Override
    public Optional<LiveRecord> find(ResourceKey key) {
        return of(key).find(key);
    }

    @Override
    public Collection<Manifest> trackedBy(ApplicationName application) {
        List<Manifest> all = new ArrayList<>(registry.trackedBy(application));
        all.addAll(cluster.trackedBy(application));
        return all;
    }

    @Override
    public List<LiveRecord> ownedBy(String uid) {
        return cluster.ownedBy(uid);
    }

    @Override
    public Collection<LiveRecord> inNamespace(String namespace) {
        return cluster.inNamespace(namespace);
    }

    @Override
    public Subscription onChange(Consumer<LiveChange> listener) {
        return cluster.onChange(listener);
    }

    @Override
    public Counts counts() {
        return cluster.counts();
    }
}
