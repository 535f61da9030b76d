package dev.fairway.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.YamlLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every document under {@code health/cases} is one object; its comment says what is expected of it:
 * {@code # Status: message}, or {@code # none}.
 */
class HealthAssessorTest {

    private static final Path CASES = Path.of("src/test/resources/health/cases");

    private final HealthAssessor assessor = HealthAssessor.withShippedRules();

    @TestFactory
    Stream<DynamicTest> objectsHaveTheHealthTheirCommentSays() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.sorted().toList().stream().flatMap(this::cases);
        }
    }

    private Stream<DynamicTest> cases(Path file) {
        try {
            return Stream.of(Files.readString(file).split("(?m)^---\n"))
                    .filter(text -> !text.isBlank())
                    .map(text -> {
                        String expected = text.lines().findFirst().orElseThrow().substring(2);
                        Manifest object = object(text);
                        return DynamicTest.dynamicTest(
                                file.getFileName() + " " + object.name() + " is " + expected,
                                () -> assertThat(found(object)).isEqualTo(expected));
                    });
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    @Test
    void aHookOnItsWayOutIsJudgedByItsResult() {
        Manifest hook = object("""
                apiVersion: batch/v1
                kind: Job
                metadata: {name: migrate, deletionTimestamp: "2026-01-01T00:00:00Z", annotations: {argocd.argoproj.io/hook: PreSync}}
                status: {conditions: [{type: Complete, status: "True"}]}
                """);
        assertThat(found(hook)).isEqualTo("Healthy: ");
    }

    @Test
    void aStatusOfAnUnknownFormIsUnknownAndNotAnError() {
        Manifest odd = object("""
                apiVersion: flagger.app/v1beta1
                kind: Canary
                metadata: {name: odd}
                status: {canaryWeight: {a: 1}, phase: [x]}
                """);
        assertThat(assessor.assess(odd).orElseThrow().status()).isEqualTo(HealthStatus.UNKNOWN);
    }

    private String found(Manifest object) {
        return assessor.assess(object)
                .map(health -> health.status().text() + ": " + health.message())
                .orElse("none");
    }

    private static Manifest object(String yaml) {
        return Manifests.parse(yaml.getBytes(StandardCharsets.UTF_8), "case", YamlLimits.DEFAULT, value -> value)
                .getFirst();
    }
}
