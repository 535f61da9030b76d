package dev.fairway.reconciliation.pipeline;

import dev.fairway.cluster.ClusterDriver;
import dev.fairway.cluster.Clusters;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.reconciliation.registry.ControlPlaneDriver;
import dev.fairway.reconciliation.registry.RegistryDriver;
import dev.fairway.resource.Destination;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Where applications go. The control plane's own cluster has the registry beside it. */
@Component
public class Destinations {

    private static final Destination OWN = new Destination(Destination.IN_CLUSTER, "", "");

    private final Clusters clusters;
    private final RegistryDriver registry;
    private final Map<String, ControlPlaneDriver> own = new ConcurrentHashMap<>();

    Destinations(Clusters clusters, RegistryDriver registry) {
        this.clusters = clusters;
        this.registry = registry;
    }

    public Optional<ClusterRef> find(Destination destination) {
        return clusters.find(destination);
    }

    public Optional<ClusterRef> byId(String id) {
        return clusters.all().stream()
                .filter(cluster -> cluster.id().equals(id))
                .findFirst();
    }

    public ClusterDriver driver(ClusterRef cluster) {
        ClusterDriver driver = clusters.driver(cluster);
        boolean isOwn = clusters.find(OWN)
                .map(ClusterRef::id)
                .filter(cluster.id()::equals)
                .isPresent();
        return isOwn ? own.computeIfAbsent(cluster.id(), id -> new ControlPlaneDriver(registry, driver)) : driver;
    }
}
