package dev.fairway.sandbox;

import dev.fairway.configuration.FairwayHome;
import dev.fairway.configuration.OwnerOnlyFile;
import dev.fairway.configuration.Provisions;
import dev.fairway.configuration.RepositoryPushed;
import dev.fairway.sandbox.api.SandboxApi;
import dev.fairway.sandbox.git.GitHost;
import dev.fairway.sandbox.git.SampleRepositories;
import dev.fairway.sandbox.world.World;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The embedded cluster and the sample repositories, as an installation meets them: by address and credential. */
@Configuration(proxyBeanMethods = false)
@Profile("sandbox")
class SandboxConfiguration {

    private static final String USER = "sandbox";

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
    SampleRepositories sampleRepositories(
            FairwayHome home,
            Clock clock,
            @Value("${fairway.samples.address:http://localhost:${server.port:8080}}") String address) {
        SampleRepositories samples =
                new SampleRepositories(home.folder("sandbox").resolve("git"), address + GitHost.PATH);
        samples.createMissing(clock.instant());
        return samples;
    }

    @Bean
    ServletRegistrationBean<HttpServlet> sandboxGitHost(
            FairwayHome home, SampleRepositories samples, ApplicationEventPublisher events) {
        return new GitHost(
                        samples.folder(),
                        samples.address(),
                        token(home),
                        pushed -> events.publishEvent(new RepositoryPushed(pushed.repositoryUrl())))
                .registration();
    }

    @Bean
    Provisions sandboxProvisions(
            FairwayHome home,
            SandboxApi api,
            SampleRepositories samples,
            @Value("${fairway.samples.enabled:false}") boolean withSamples) {
        String clusterToken =
                OwnerOnlyFile.keep(home.folder("sandbox").resolve("cluster-token"), OwnerOnlyFile::randomSecret);
        token(home);
        return new Provisions(
                List.of(new Provisions.Cluster("in-cluster", api.url(), api.certificatePem(), clusterToken, true)),
                List.of(new Provisions.Repository(samples.address(), USER, token(home))),
                withSamples
                        ? Optional.of(
                                new Provisions.Root(samples.rootRepositoryUrl(), SampleRepositories.ROOT_PATH, "main"))
                        : Optional.empty(),
                Optional.of(tokenFile(home)));
    }

    private static Path tokenFile(FairwayHome home) {
        return home.folder("sandbox").resolve("token");
    }

    private static String token(FairwayHome home) {
        return OwnerOnlyFile.keep(tokenFile(home), () -> "fwt_" + OwnerOnlyFile.randomSecret());
    }
}
