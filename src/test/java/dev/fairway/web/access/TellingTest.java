package dev.fairway.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.health.Health;
import dev.fairway.health.HealthStatus;
import dev.fairway.ledger.Operation;
import dev.fairway.ledger.StatusChange;
import dev.fairway.reconciliation.SyncCommand;
import dev.fairway.reconciliation.TreeNode;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TellingTest {

    private static final Instant NOW = Instant.parse("2026-11-12T02:07:00Z");
    private static final ResourceKey SECRET = application("secret");
    private static final ResourceKey OPEN = application("open");
    private static final ResourceKey CONFIG = new ResourceKey("", "ConfigMap", "shop", "secret");

    private final Telling telling = Telling.without(new ApplicationName("argocd", "secret")::equals);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Application/argocd/secret: it crashes | An application that you may not see is not well",
                "Application/argocd/open: it crashes | Application/argocd/open: it crashes",
                "Waits for Application/argocd/secret to be healthy. | Waits for an application that you may not see to be healthy.",
                "ConfigMap/shop/web is also part of the application argocd/secret. Remove it. | ConfigMap/shop/web is also part of an application that you may not see. Remove it.",
                "It belongs to the application secret. | It belongs to an application that you may not see.",
                "Deployment/argocd/secret is fine | Deployment/argocd/secret is fine",
                "https://git.example/argocd/secret is fine | https://git.example/argocd/secret is fine",
                "Secret is no application name | Secret is no application name",
                "2 of 3 failed, first argocd/secret | 2 of 3 failed, first an application that you may not see",
                "Application/secret was not applied | an application that you may not see was not applied",
                "argocd/secret-2 is another one | argocd/secret-2 is another one"
            })
    void namesOfHiddenApplicationsAreLeftOutOfTexts(String text, String told) {
        assertThat(telling.text(text)).isEqualTo(told);
        assertThat(Telling.everything().text(text)).isEqualTo(text);
    }

    @Test
    void ofATreeHiddenApplicationsAreLeftOutAndNothingElse() {
        List<TreeNode> told = telling.tree(List.of(
                node(SECRET, "it crashes"), node(OPEN, "Application/argocd/secret: it crashes"), node(CONFIG, "")));
        assertThat(told).extracting(TreeNode::key).containsExactly(OPEN, CONFIG);
        assertThat(told.getFirst().health().orElseThrow().message()).doesNotContain("secret", "crashes");
    }

    @Test
    void ofAnOperationNeitherItsResultsNorItsWordsNameThem() {
        Operation told = telling.operation(new Operation(
                7,
                new ApplicationName("argocd", "root"),
                "SYNC",
                Actor.person("ada"),
                "",
                List.of(),
                new SyncCommand(List.of(), false, false, false, false, List.of(), List.of(), 0, ""),
                NOW,
                Optional.of(new Operation.Verdict("Failed", "Application/argocd/secret could not be applied", NOW)),
                Optional.of(new Operation.Verdict("DEGRADED", "Application/argocd/secret: it crashes", NOW)),
                List.of(new Operation.Attempt(
                        1,
                        "Failed",
                        "",
                        "1 failed: Application/argocd/secret",
                        List.of(),
                        NOW,
                        NOW,
                        List.of(result(SECRET, "it is refused"), result(OPEN, "after Application/argocd/secret"))))));
        assertThat(told.attempts().getFirst().resources())
                .singleElement()
                .extracting(Operation.ResourceResult::resource)
                .isEqualTo(OPEN.toString());
        assertThat(told.toString()).doesNotContain("secret");
        assertThat(telling.change(new StatusChange("Synced", "Degraded", "Application/argocd/secret: no", "", NOW))
                        .toString())
                .doesNotContain("secret");
    }

    /** What a child says of its own children is told on in its live state. */
    @Test
    void ofALiveObjectThatIsAnApplicationItsWordsNameThemNot() {
        Manifest open =
                Manifest.of(Manifests.readObject("""
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {name: open, namespace: argocd}
                status:
                  health: {status: Degraded, message: 'Application/argocd/secret: it crashes'}
                  operationState: {phase: Running, message: 'waits for Application/argocd/secret'}
                """.getBytes(StandardCharsets.UTF_8), "the test", YamlLimits.DEFAULT));
        assertThat(telling.object(open).tree().toString())
                .contains("Degraded", "Running")
                .doesNotContain("secret", "crashes");
        assertThat(Telling.everything().object(open)).isEqualTo(open);
    }

    private static Operation.ResourceResult result(ResourceKey key, String message) {
        return new Operation.ResourceResult(key.toString(), "Sync", 0, false, "SyncFailed", message);
    }

    private static TreeNode node(ResourceKey key, String message) {
        return new TreeNode(
                key,
                "v1",
                "uid",
                List.of(),
                Optional.of(new Health(HealthStatus.DEGRADED, message)),
                Optional.empty(),
                false,
                List.of(),
                List.of());
    }

    private static ResourceKey application(String name) {
        return new ResourceKey("argoproj.io", "Application", "argocd", name);
    }
}
