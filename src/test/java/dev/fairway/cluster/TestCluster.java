package dev.fairway.cluster;

import dev.fairway.cluster.api.ApiConnection;
import dev.fairway.cluster.api.ApiMeters;
import dev.fairway.cluster.api.Pause;
import dev.fairway.cluster.api.SecretsAtTheEdge;
import dev.fairway.cluster.api.Served;
import dev.fairway.cluster.driver.KubernetesDriver;
import dev.fairway.cluster.live.WatchedLiveState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.List;

/** The parts of a driver put together for one server. */
public final class TestCluster implements AutoCloseable {

    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final ApiConnection connection;
    public final WatchedLiveState live;
    public final KubernetesDriver driver;

    public TestCluster(ClusterAccess address) {
        this(address, Pause.REAL, List.of());
    }

    public TestCluster(ClusterAccess address, Pause pause, List<String> namespaces) {
        ApiMeters apiMeters = new ApiMeters(meters);
        SecretsAtTheEdge secrets = new SecretsAtTheEdge(new TestVault());
        this.connection = new ApiConnection(address, apiMeters, pause);
        Served served = new Served(connection, InstantSource.system());
        this.live = new WatchedLiveState(connection, served, secrets, namespaces, apiMeters, pause);
        this.driver = new KubernetesDriver(connection, served, secrets, live);
    }

    @Override
    public void close() {
        driver.close();
    }
}
