package dev.fairway.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.ResourceKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AggregateHealthTest {

    @Test
    void theWorstResourceDecidesAndIsNamed() {
        assertThat(AggregateHealth.of(List.of(
                        live("web", HealthStatus.HEALTHY, ""),
                        live("db", HealthStatus.DEGRADED, "out of memory"),
                        live("cache", HealthStatus.PROGRESSING, "starting"))))
                .isEqualTo(new Health(HealthStatus.DEGRADED, "Deployment/shop/db: out of memory"));
    }

    @Test
    void atMostThreeCausesAreNamed() {
        assertThat(AggregateHealth.of(List.of(
                                live("e", HealthStatus.PROGRESSING, ""),
                                live("d", HealthStatus.PROGRESSING, ""),
                                live("c", HealthStatus.PROGRESSING, ""),
                                live("b", HealthStatus.PROGRESSING, ""),
                                live("a", HealthStatus.PROGRESSING, "waiting")))
                        .message())
                .isEqualTo("Deployment/shop/a: waiting; Deployment/shop/b; Deployment/shop/c; and 2 more");
    }

    @Test
    void kindsWithoutARuleCountAsHealthy() {
        assertThat(AggregateHealth.of(List.of(new ResourceHealth(key("web"), true, Optional.empty(), true))))
                .isEqualTo(new Health(HealthStatus.HEALTHY, ""));
    }

    @Test
    void anApplicationThatExpectsNothingIsHealthy() {
        assertThat(AggregateHealth.of(List.of()).status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void oneMissingResourceDoesNotCount() {
        assertThat(AggregateHealth.of(List.of(live("web", HealthStatus.HEALTHY, ""), ResourceHealth.missing(key("db"))))
                        .status())
                .isEqualTo(HealthStatus.HEALTHY);
    }

    @Test
    void anApplicationOfWhichNothingIsLiveIsMissing() {
        assertThat(AggregateHealth.of(List.of(ResourceHealth.missing(key("web")), ResourceHealth.missing(key("db"))))
                        .status())
                .isEqualTo(HealthStatus.MISSING);
    }

    @Test
    void whatIsLeftOutHasNoSay() {
        assertThat(AggregateHealth.of(List.of(
                                live("hook", HealthStatus.DEGRADED, "").notCounting(),
                                live("web", HealthStatus.SUSPENDED, "paused")))
                        .status())
                .isEqualTo(HealthStatus.SUSPENDED);
    }

    @Test
    void aChildApplicationThatIsUnknownHasNoSayAndADegradedOneHas() {
        ResourceKey child = new ResourceKey("argoproj.io", "Application", "argocd", "child");
        assertThat(AggregateHealth.of(List.of(child(child, HealthStatus.UNKNOWN)))
                        .status())
                .isEqualTo(HealthStatus.HEALTHY);
        assertThat(AggregateHealth.of(List.of(child(child, HealthStatus.DEGRADED)))
                        .status())
                .isEqualTo(HealthStatus.DEGRADED);
    }

    @Test
    void theOrderOfTheStatusesIsThatOfTheirSeverity() {
        assertThat(HealthStatus.values())
                .extracting(HealthStatus::text)
                .containsExactly("Healthy", "Suspended", "Progressing", "Missing", "Degraded", "Unknown");
    }

    private static ResourceHealth child(ResourceKey key, HealthStatus status) {
        return new ResourceHealth(key, true, Optional.of(new Health(status, "")), true);
    }

    private static ResourceHealth live(String name, HealthStatus status, String message) {
        return new ResourceHealth(key(name), true, Optional.of(new Health(status, message)), true);
    }

    private static ResourceKey key(String name) {
        return new ResourceKey("apps", "Deployment", "shop", name);
    }
}
