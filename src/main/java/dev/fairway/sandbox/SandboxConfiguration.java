package dev.fairway.sandbox;

import dev.fairway.configuration.FairwayHome;
import dev.fairway.configuration.OwnerOnlyFile;
import dev.fairway.configuration.Provisions;
import dev.fairway.sandbox.api.SandboxApi;
import dev.fairway.sandbox.world.World;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The embedded cluster, as an installation meets it: by address and credential. */
@Configuration(proxyBeanMethods = false)
@Profile("sandbox")
class SandboxConfiguration {

    /** The port is chosen once per home, so that a kubeconfig stays good over restarts. */
    @Bean(destroyMethod = "close")
    SandboxApi sandboxApi(FairwayHome home, Clock clock) {
        Path folder = home.folder("sandbox");
        String token = OwnerOnlyFile.keep(folder.resolve("cluster-token"), OwnerOnlyFile::randomSecret);
        int port = Integer.parseInt(OwnerOnlyFile.keep(folder.resolve("port"), () -> "0"));
        SandboxApi api = new SandboxApi(new SandboxApi.Settings(folder.resolve("cluster"), port, token, clock));
        api.start();
        OwnerOnlyFile.write(folder.resolve("port"), String.valueOf(api.port()));
        OwnerOnlyFile.write(folder.resolve("kubeconfig"), api.kubeconfig());
        return api;
    }

    /** Controllers, nodes and faults: they work as long as the API serves. */
    @Bean(destroyMethod = "close")
    World sandboxWorld(SandboxApi api, Clock clock) {
        World world = new World(api.store("kube-controller-manager"), clock);
        api.useLogs(world.logs());
        api.useGate(world.gate());
        world.start();
        return world;
    }

    @Bean
    Provisions sandboxProvisions(FairwayHome home, SandboxApi api) {
        String clusterToken =
                OwnerOnlyFile.keep(home.folder("sandbox").resolve("cluster-token"), OwnerOnlyFile::randomSecret);
        return new Provisions(
                List.of(new Provisions.Cluster("in-cluster", api.url(), api.certificatePem(), clusterToken, true)),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
