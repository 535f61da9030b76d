package dev.fairway.cluster.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairway.cluster.ClusterAccess;
import dev.fairway.cluster.ClusterDriver;
import dev.fairway.cluster.ClusterRegistration;
import dev.fairway.cluster.Clusters;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Destination;
import dev.fairway.resource.ProblemException;
import dev.fairway.secrets.KeyRotation;
import dev.fairway.testing.WithDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(classes = ClusterRegistrationTest.Module.class, webEnvironment = WebEnvironment.NONE)
@WithDatabase
class ClusterRegistrationTest {

    private static final Actor TEST = Actor.person("test");

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan({"dev.fairway.audit", "dev.fairway.cluster", "dev.fairway.secrets", "dev.fairway.configuration"})
    @ConfigurationPropertiesScan("dev.fairway.cluster")
    @EntityScan("dev.fairway.cluster")
    @EnableJpaRepositories("dev.fairway.cluster")
    static class Module {}

    @TempDir
    static Path home;

    @DynamicPropertySource
    static void home(DynamicPropertyRegistry properties) {
        properties.add("fairway.home", home::toString);
    }

    @Autowired
    private Clusters clusters;

    @Autowired
    private KeyRotation rotation;

    @Autowired
    private JdbcClient database;

    @AfterEach
    void removeAll() {
        clusters.all().forEach(cluster -> clusters.remove(cluster, TEST));
    }

    @Test
    void aClusterIsFoundByNameAndByAnySpellingOfItsAddress() {
        ClusterRef cluster = register("west", "https://West.example.org:443/");

        assertThat(cluster.server()).isEqualTo("https://west.example.org");
        assertThat(clusters.find(new Destination("", "west", "shop"))).contains(cluster);
        assertThat(clusters.find(new Destination("https://west.example.org/", "", "shop")))
                .contains(cluster);
        assertThat(clusters.find(new Destination("https://east.example.org", "", "shop")))
                .isEmpty();
    }

    @Test
    void theControlPlanesOwnClusterIsFoundByItsUsualNames() {
        ClusterRef own = clusters.register(ClusterRegistration.inCluster(access("https://10.0.0.1:6443")), TEST);

        assertThat(clusters.find(new Destination("https://kubernetes.default.svc", "", "shop")))
                .contains(own);
        assertThat(clusters.find(new Destination("https://kubernetes.default.svc/", "", "")))
                .contains(own);
        assertThat(clusters.find(new Destination("", "in-cluster", ""))).contains(own);
        assertThat(clusters.find(new Destination("https://10.0.0.1:6443", "", "")))
                .contains(own);
    }

    @Test
    void theTokenRestsSealedAndRotationReachesIt() {
        ClusterRef cluster = register("west", "https://west.example.org");

        assertThat(storedToken()).isNotEmpty().doesNotContain("geheim");
        assertThat(rotation.reseal()).containsEntry("clusters", 0);
        assertThat(clusters.driver(cluster)).as("the credential opens").isNotNull();
    }

    @Test
    void whatWasRegisteredIsToldWithoutItsCredentials() {
        clusters.register(
                new ClusterRegistration(
                        "west",
                        access("https://west.example.org"),
                        List.of("shop"),
                        Map.of("region", "eu"),
                        "team-a",
                        false),
                TEST);

        var details = clusters.details(clusters.all().getFirst()).orElseThrow();

        assertThat(details.namespaces()).containsExactly("shop");
        assertThat(details.labels()).containsEntry("region", "eu");
        assertThat(details.project()).isEqualTo("team-a");
        assertThat(details.toString()).doesNotContain("geheim");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://west.example.org | https",
                "https://127.0.0.1:6443 | this machine itself",
                "https://[::1]:6443 | this machine itself",
                "https://169.254.169.254 | link-local",
                "https://100.100.100.200 | metadata",
                "https://user:pw@west.example.org | https://host:port",
                "not an address | not a URL",
            })
    void anAddressThatIsNoClustersIsRefused(String server, String why) {
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> register("west", server));

        assertThat(refused.problem().code()).isEqualTo("ClusterInvalid");
        assertThat(refused.problem().message()).contains("west", why).doesNotContain("geheim");
        assertThat(clusters.all()).isEmpty();
    }

    @Test
    void anUncheckedCertificateNeedsAnAdministrator() {
        ClusterAccess insecure = new ClusterAccess(
                "https://west.example.org",
                Optional.empty(),
                Optional.of("geheim"),
                Optional.empty(),
                Optional.empty(),
                true);

        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> clusters.register(ClusterRegistration.of("west", insecure), TEST));

        assertThat(refused.problem().message()).contains("fairway.cluster.allow-insecure");
    }

    @Test
    void twoNamesForOneAddressAreRefused() {
        register("west", "https://west.example.org");

        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> register("also-west", "https://west.example.org"));

        assertThat(refused.problem().message()).contains("also-west", "another cluster has its address");
    }

    @Test
    void theConnectionIsSharedUntilItsEntryChanges() {
        ClusterRef cluster = register("west", "https://west.example.org");
        ClusterDriver first = clusters.driver(cluster);
        assertThat(clusters.driver(cluster)).isSameAs(first);
        register("west", "https://west.example.org");
        assertThat(clusters.driver(cluster)).as("registered again as it was").isSameAs(first);

        ClusterRef changed = register("west", "https://west2.example.org");

        assertThat(changed.id()).isEqualTo(cluster.id());
        assertThat(clusters.driver(changed)).isNotSameAs(first);
    }

    private ClusterRef register(String name, String server) {
        return clusters.register(ClusterRegistration.of(name, access(server)), TEST);
    }

    private static ClusterAccess access(String server) {
        return new ClusterAccess(
                server, Optional.empty(), Optional.of("geheim"), Optional.empty(), Optional.empty(), false);
    }

    private String storedToken() {
        return database.sql("select token from clusters").query(String.class).single();
    }
}
