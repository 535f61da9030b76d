package dev.fairway.metrics.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.ledger.Drift;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.ResourceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoisyFieldsTest {

    private final List<Drift> drifts = new ArrayList<>();

    @Test
    void theSameFieldInThreeApplicationsIsOneRule() {
        drift("a", "spec.replicas", "autoscaler");
        drift("b", "spec.replicas", "autoscaler");
        assertThat(NoisyFields.of(drifts)).isEmpty();

        drift("c", "spec.replicas", "autoscaler");

        assertThat(NoisyFields.of(drifts)).singleElement().satisfies(rule -> {
            assertThat(rule.rows()).hasSize(3);
            assertThat(rule.yaml()).isEqualTo("""
                    ignoreDifferences:
                    - group: apps
                      kind: Deployment
                      jsonPointers:
                      - /spec/replicas
                    """);
        });
    }

    @Test
    void againAndAgainInOneApplicationIsNoiseToo() {
        for (int i = 0; i < NoisyFields.TIMES; i++) {
            drift("a", "spec.template.spec.containers[name=web].image", "updater");
        }

        assertThat(NoisyFields.of(drifts)).singleElement().satisfies(rule -> assertThat(rule.jqPathExpressions())
                .containsExactly(".spec.template.spec.containers[] | select(.name == \"web\") | .image"));
    }

    @Test
    void whatPeopleChangeByHandIsNoNoise() {
        for (String application : List.of("a", "b", "c", "d", "e")) {
            drift(application, "spec.replicas", "kubectl-edit");
            drift(application, "spec.paused", "");
            drift(application, "", "autoscaler");
        }

        assertThat(NoisyFields.of(drifts)).isEmpty();
    }

    @Test
    void manyFieldsOfOneManagerAreLeftToIt() {
        for (String field : List.of("spec.a", "spec.b", "spec.c", "spec.d")) {
            for (String application : List.of("a", "b", "c")) {
                drift(application, field, "injector");
            }
        }

        assertThat(NoisyFields.of(drifts)).singleElement().satisfies(rule -> {
            assertThat(rule.managers()).containsExactly("injector");
            assertThat(rule.jsonPointers()).isEmpty();
            assertThat(rule.rows()).hasSize(12);
        });
    }

    private void drift(String application, String field, String manager) {
        drifts.add(new Drift(
                "d" + drifts.size(),
                drifts.size(),
                new ApplicationName("argocd", application),
                "default",
                "shop",
                "production",
                "eu",
                new ResourceKey("apps", "Deployment", "shop", "web"),
                field,
                "1",
                "2",
                manager,
                "Update",
                "",
                Optional.empty(),
                List.of(),
                Instant.parse("2026-11-26T14:00:00Z"),
                Optional.empty()));
    }
}
