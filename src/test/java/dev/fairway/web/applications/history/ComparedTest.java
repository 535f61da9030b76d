package dev.fairway.web.applications.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.ledger.Deployment;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.SecretText;
import dev.fairway.resource.YamlLimits;
import dev.fairway.web.applications.diff.DiffLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparedTest {

    private static final Instant NOW = Instant.parse("2026-11-12T02:11:00Z");

    @Test
    void aSecretsChangeIsShownWithoutATraceOfEitherValue() {
        String before = SecretText.sealed("aaaa", "b2xk");
        String after = SecretText.sealed("bbbb", "bmV3");

        Compared compared = compared(secret(before), secret(after));

        List<String> text =
                compared.files().getFirst().lines().stream().map(DiffLine::text).toList();
        assertThat(text).anyMatch(line -> line.contains("the earlier value"));
        assertThat(text).anyMatch(line -> line.contains("the later value"));
        assertThat(text).noneMatch(line -> line.contains("b2xk") || line.contains("aaaa") || line.contains("bmV3"));
    }

    @Test
    void whatIsTheSameInBothIsNotListed() {
        String value = SecretText.sealed("aaaa", "b2xk");
        assertThat(compared(secret(value), secret(value)).files()).isEmpty();
    }

    @Test
    void aRenderThatIsNoLongerKeptIsSaidToBeMissing() {
        Compared compared = Compared.of(deployment(1), deployment(2), Optional.empty(), Optional.of(List.of()), NOW);
        assertThat(compared.missing()).contains("is not kept");
    }

    private static Compared compared(Manifest before, Manifest after) {
        return Compared.of(
                deployment(1), deployment(2), Optional.of(List.of(before)), Optional.of(List.of(after)), NOW);
    }

    private static Manifest secret(String value) {
        return Manifest.of(Manifests.readObject(
                "{apiVersion: v1, kind: Secret, metadata: {name: password, namespace: shop}, data: {password: \"%s\"}}"
                        .formatted(value)
                        .getBytes(StandardCharsets.UTF_8),
                "the test",
                YamlLimits.DEFAULT));
    }

    private static Deployment deployment(long id) {
        return new Deployment(
                id,
                new ApplicationName("argocd", "web"),
                "production",
                true,
                Optional.empty(),
                List.of("a".repeat(40)),
                "hash",
                "key",
                List.of(),
                List.of(),
                Actor.person("ada"),
                NOW,
                NOW);
    }
}
