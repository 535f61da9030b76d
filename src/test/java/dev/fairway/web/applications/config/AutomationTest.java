package dev.fairway.web.applications.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutomationTest {

    private static final Manifest APPLICATION =
            Manifest.of(Manifests.readObject("""
            spec:
              project: shop
              syncPolicy:
                automated: {prune: true, enabled: false}
                syncOptions: [CreateNamespace=true, WaveTimeout=10m]
                retry: {limit: 3, backoff: {duration: 10s}}
            """.getBytes(StandardCharsets.UTF_8), "the test", YamlLimits.DEFAULT));

    @Test
    void whatTheFormDoesNotShowStaysAsItIsWritten() {
        Manifest saved = new Automation(
                        true,
                        false,
                        true,
                        null,
                        List.of("PruneLast=true"),
                        List.of("CreateNamespace=true", "PruneLast=true"),
                        5,
                        1L)
                .in(APPLICATION);

        assertThat(saved.at("/spec/syncPolicy/syncOptions").toString())
                .isEqualTo("[\"WaveTimeout=10m\",\"PruneLast=true\"]");
        assertThat(saved.at("/spec/syncPolicy/retry").toString())
                .isEqualTo("{\"limit\":5,\"backoff\":{\"duration\":\"10s\"}}");
        assertThat(saved.text("/spec/project")).isEqualTo("shop");
    }

    @Test
    void switchingAutomationOnIsNotUndoneByAnOldSwitch() {
        Manifest saved = new Automation(true, true, false, false, null, null, null, 1L).in(APPLICATION);

        assertThat(saved.at("/spec/syncPolicy/automated").toString())
                .isEqualTo("{\"prune\":true,\"selfHeal\":false,\"allowEmpty\":false}");
    }

    @Test
    void switchingAutomationOffTakesItAway() {
        assertThat(new Automation(null, true, null, null, null, null, null, 1L)
                        .in(APPLICATION)
                        .at("/spec/syncPolicy/automated")
                        .isMissingNode())
                .isTrue();
    }
}
