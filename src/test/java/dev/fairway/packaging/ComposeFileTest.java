package dev.fairway.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.Manifests;
import dev.fairway.resource.YamlLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The compose file holds together. Whether Docker starts it is not tried here. */
class ComposeFileTest {

    private JsonNode services;
    private JsonNode volumes;

    @BeforeEach
    void read() throws IOException {
        JsonNode compose = Manifests.readTree(
                Files.readAllBytes(Path.of("docker-compose.yml")), "docker-compose.yml", YamlLimits.DEFAULT);
        services = compose.path("services");
        volumes = compose.path("volumes");
    }

    @Test
    void everyServiceThatIsWaitedForExistsAndCanBeWaitedFor() {
        services.properties().forEach(service -> service.getValue()
                .path("depends_on")
                .properties()
                .forEach(wanted -> {
                    JsonNode other = services.path(wanted.getKey());
                    assertThat(other.isObject()).as(wanted.getKey()).isTrue();
                    if (wanted.getValue().path("condition").asString("").equals("service_healthy")) {
                        assertThat(other.path("healthcheck").path("test"))
                                .as("the health check of " + wanted.getKey())
                                .isNotEmpty();
                    }
                }));
    }

    @Test
    void everyVolumeIsDeclaredAndUsed() {
        List<String> used = new ArrayList<>();
        services.forEach(service -> service.path("volumes")
                .forEach(mount -> used.add(mount.asString("").split(":")[0])));

        assertThat(used).isSubsetOf(volumes.propertyNames());
        assertThat(volumes.propertyNames()).isSubsetOf(used);
    }

    @Test
    void theDatabaseAndTheClusterAreAddressedByTheirServices() {
        JsonNode environment = services.at("/fairway/environment");

        assertThat(environment.path("SPRING_DATASOURCE_URL").asString("")).startsWith("jdbc:postgresql://database:");
        assertThat(environment.path("FAIRWAY_OWN_CLUSTER_SERVER").asString("")).isEqualTo("https://cluster:6443");
        assertThat(services.at("/cluster/command").toString())
                .as("the name is in the certificate")
                .contains("--tls-san=cluster");
    }

    @Test
    void noPasswordIsWrittenDown() {
        services.forEach(service -> service.path("environment").properties().forEach(entry -> assertThat(entry.getKey())
                .as("what is secret comes as a file")
                .doesNotMatch(".*(PASSWORD|SECRET|TOKEN|KEY)")));
    }

    @Test
    void onlyThisMachineIsServed() {
        services.forEach(service -> service.path("ports")
                .forEach(port -> assertThat(port.asString("")).startsWith("127.0.0.1:")));
    }

    @Test
    void fairwayRunsWithoutRightsOnAReadOnlyImage() throws IOException {
        JsonNode fairway = services.path("fairway");

        assertThat(fairway.path("read_only").booleanValue()).isTrue();
        assertThat(fairway.at("/cap_drop/0").asString("")).isEqualTo("ALL");
        assertThat(Files.readAllLines(Path.of("Dockerfile")).stream()
                        .filter(line -> line.startsWith("USER "))
                        .reduce((first, last) -> last))
                .as("numeric, so that a cluster can see that it is not root")
                .hasValueSatisfying(last -> assertThat(last).matches("USER [1-9]\\d*:[1-9]\\d*"));
    }
}
