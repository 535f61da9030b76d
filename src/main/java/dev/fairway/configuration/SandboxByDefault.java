package dev.fairway.configuration;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Switches the profile {@code sandbox} on when nothing else is configured, so that one command shows everything. Inside
 * the image or a cluster a missing database is a mistake, never an invitation to keep data in a container: there the
 * start stops with the name of the setting.
 */
final class SandboxByDefault implements EnvironmentPostProcessor, Ordered {

    static final String PROFILE = "sandbox";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        boolean configured = environment.containsProperty("spring.datasource.url");
        if (!configured && isContained(environment)) {
            throw new SettingProblem(
                    "spring.datasource.url",
                    "The setting spring.datasource.url (environment variable SPRING_DATASOURCE_URL) is missing.",
                    "Set it to the JDBC address of a PostgreSQL database; the embedded one is for trying Fairway out on"
                            + " your own machine only.");
        }
        boolean wanted = environment.getProperty("fairway.sandbox.enabled", Boolean.class, !configured);
        if (!wanted) {
            return;
        }
        environment.addActiveProfile(PROFILE);
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "sandbox defaults",
                        Map.of(
                                "server.address", "127.0.0.1",
                                "fairway.source.allow-file", "true",
                                "fairway.source.allow-http", "true",
                                "fairway.source.allow-loopback", "true",
                                "fairway.cluster.allow-loopback", "true",
                                "fairway.samples.enabled", "true",
                                "fairway.dora.samples", "true",
                                "fairway.rendering.allow-without-network-isolation", "true")));
    }

    private static boolean isContained(ConfigurableEnvironment environment) {
        return environment.containsProperty("KUBERNETES_SERVICE_HOST")
                || environment.getProperty("fairway.image", Boolean.class, false);
    }

    /** After the configuration files were read, so that a database set there counts. */
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 10;
    }
}
