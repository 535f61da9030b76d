package dev.fairway.cluster.registry;

import dev.fairway.cluster.ClusterProblem;
import dev.fairway.cluster.ClusterProblem.Reason;
import dev.fairway.cluster.api.ApiConnection;
import dev.fairway.cluster.api.ApiMeters;
import dev.fairway.cluster.api.Pause;
import dev.fairway.cluster.api.SecretsAtTheEdge;
import dev.fairway.cluster.api.Served;
import dev.fairway.cluster.driver.KubernetesDriver;
import dev.fairway.cluster.live.WatchedLiveState;
import dev.fairway.secrets.Vault;
import java.time.InstantSource;

/** Puts a driver together. The address is checked again here: its name may lead elsewhere than when it was stored. */
class DriverFactory {

    private final ClusterProperties rules;
    private final SecretsAtTheEdge secrets;
    private final ApiMeters meters;
    private final InstantSource clock;

    DriverFactory(ClusterProperties rules, Vault vault, ApiMeters meters, InstantSource clock) {
        this.rules = rules;
        this.secrets = new SecretsAtTheEdge(vault);
        this.meters = meters;
        this.clock = clock;
    }

    KubernetesDriver connect(ClusterStore.Stored cluster) {
        ServerAddress.refusal(cluster.access().server(), rules).ifPresent(why -> {
            throw new ClusterProblem(
                    Reason.FORBIDDEN,
                    "The address of the cluster %s %s."
                            .formatted(cluster.details().cluster().name(), why),
                    null);
        });
        ApiConnection connection = new ApiConnection(cluster.access(), meters, Pause.REAL);
        Served served = new Served(connection, clock);
        WatchedLiveState live = new WatchedLiveState(
                connection, served, secrets, cluster.details().namespaces(), meters, Pause.REAL);
        return new KubernetesDriver(connection, served, secrets, live);
    }
}
