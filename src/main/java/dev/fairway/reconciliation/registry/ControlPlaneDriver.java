package dev.fairway.reconciliation.registry;

import dev.fairway.cluster.ApiCatalog;
import dev.fairway.cluster.ClusterDriver;
import dev.fairway.cluster.LiveState;
import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The control plane's own destination: objects of the registry's kinds go to the registry, all others to the cluster it
 * stands for.
 */
public final class ControlPlaneDriver implements ClusterDriver {

    private final RegistryDriver registry;
    private final ClusterDriver cluster;
    private final LiveState live;

    public ControlPlaneDriver(RegistryDriver registry, ClusterDriver cluster) {
        this.registry = registry;
        this.cluster = cluster;
        this.live = new ControlPlaneState(registry.live(), cluster.live());
    }

    private ClusterDriver of(GroupKind kind) {
        return RegistryDriver.serves(kind) ? registry : cluster;
    }

    private ClusterDriver of(ResourceKey key) {
        return of(key.groupKind());
    }

    private ClusterDriver of(Manifest object) {
        return of(object.gvk().groupKind());
    }

    @Override
    public ApiCatalog catalog() {
        return with(cluster.catalog());
    }

    @Override
    public ApiCatalog refreshCatalog() {
        return with(cluster.refreshCatalog());
    }

    private ApiCatalog with(ApiCatalog other) {
        Map<GroupKind, ApiCatalog.ApiKind> kinds = new HashMap<>(other.kinds());
        kinds.putAll(registry.catalog().kinds());
        TreeSet<String> versions = new TreeSet<>(other.groupVersions());
        versions.addAll(registry.catalog().groupVersions());
        return new ApiCatalog(other.version(), Map.copyOf(kinds), List.copyOf(versions));
    }

    @Override
    public LiveState live() {
        return live;
    }

    @Override
    public Optional<Manifest> get(ResourceKey key) {
        return of(key).get(key);
    }

    @Override
    public Manifest predict(Manifest desired, ApplyOptions options) {
        return of(desired).predict(desired, options);
    }

    @Override
    public Manifest apply(Manifest desired, ApplyOptions options) {
        return of(desired).apply(desired, options);
    }

    @Override
    public Manifest create(Manifest desired) {
        return of(desired).create(desired);
    }

    @Override
    public Manifest replace(Manifest desired, String uid) {
        return of(desired).replace(desired, uid);
    }

    @Override
    public Manifest merge(ResourceKey key, String mergePatch) {
        return of(key).merge(key, mergePatch);
    }

    @Override
    public Manifest mergeStatus(ResourceKey key, String mergePatch) {
        return of(key).mergeStatus(key, mergePatch);
    }

    @Override
    public void delete(ResourceKey key, Optional<String> uid, Propagation propagation) {
        of(key).delete(key, uid, propagation);
    }

    @Override
    public void adopt(Manifest live, String extraManager) {
        of(live).adopt(live, extraManager);
    }

    @Override
    public InputStream logs(LogRequest request) {
        return cluster.logs(request);
    }

    @Override
    public List<Manifest> events(ResourceKey key) {
        return of(key).events(key);
    }
}
