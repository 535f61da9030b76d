package dev.fairway.web.badge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.health.Health;
import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.resource.ApplicationName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BadgeTest {

    @Test
    void itSaysHealthAndSyncInWordsAndWhatElseIsAskedFor() {
        assertThat(Badge.of(status(HealthStatus.DEGRADED), "", false).svg())
                .startsWith("<svg ")
                .contains("aria-label=\"Degraded, Out of sync\"", ">Degraded<", "#B42318", ">Out of sync<")
                .doesNotContain("shop", "9f3c1ab");
        assertThat(Badge.of(status(HealthStatus.HEALTHY), "shop", true).svg())
                .contains("aria-label=\"shop, Healthy, Out of sync, 9f3c1ab\"");
    }

    @Test
    void aNameIsTextAndNothingElse() {
        assertThat(Badge.of(status(HealthStatus.HEALTHY), "<script>\"", false).svg())
                .doesNotContain("<script")
                .contains("&lt;script&gt;&quot;");
    }

    @Test
    void nothingIsOpenUnlessAProjectIsNamed() {
        assertThat(new BadgeSettings(List.of()).opens("default")).isFalse();
        assertThat(new BadgeSettings(List.of("shop")).opens("default")).isFalse();
        assertThat(new BadgeSettings(List.of("shop")).opens("shop")).isTrue();
        assertThat(new BadgeSettings(List.of("*")).opens("default")).isTrue();
    }

    private static ApplicationStatus status(HealthStatus health) {
        return new ApplicationStatus(
                new ApplicationName("argocd", "shop"),
                "in-cluster",
                SyncStatus.OUT_OF_SYNC,
                new Health(health, ""),
                List.of("9f3c1ab000000000000000000000000000000000"),
                Optional.empty(),
                "",
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                ApplicationStatus.Memory.EMPTY,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
