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
    private final Map<String, Own> own = new ConcurrentHashMap<>();

    /** The control plane's cluster, without and with the registry. */
    private record Own(ClusterDriver driver, ControlPlaneDriver withRegistry) {}

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
        return isOwn ? withRegistry(cluster, driver) : driver;
    }

    /** One for each connection: after a reconnect the former driver is closed, and so is what was made of it. */
    private ClusterDriver withRegistry(ClusterRef cluster, ClusterDriver driver) {
        return own.compute(
                        cluster.id(),
                        (id, known) -> known != null && known.driver() == driver
                                ? known
                                : new Own(driver, new ControlPlaneDriver(registry, driver)))
                .withRegistry();
    }
}
