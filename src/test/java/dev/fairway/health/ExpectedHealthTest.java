package dev.fairway.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.YamlLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Objects with the health their users expect. Where we differ, {@code known-differences.yaml} gives the reason; a new
 * difference fails, and so does one listed that is none any more.
 */
class ExpectedHealthTest {

    private final HealthAssessor assessor = HealthAssessor.withShippedRules();

    @Test
    void weAgreeWithWhatUsersExpectButForTheDifferencesListed() throws IOException {
        Optional<Path> folder = Stream.of("../shared/data/health", "../../shared/data/health")
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst();
        assumeTrue(folder.isPresent(), "SKIPPED: no folder ../shared/data/health beside the project");
        JsonNode expected =
                JsonMapper.shared().readTree(Files.readString(folder.get().resolve("expected.json")));
        Map<String, String> differences = new TreeMap<>();
        for (JsonNode entry : expected) {
            String file = entry.path("file").asString("");
            String wanted = entry.path("status").asString("None");
            String found = assess(folder.get().resolve(file));
            if (!found.equals(wanted)) {
                differences.put(file, wanted + " -> " + found);
            }
        }
        System.out.printf(
                "Health: %d of %d objects agree; differences: %s%n",
                expected.size() - differences.size(), expected.size(), differences);
        assertThat(differences).isEqualTo(known());
        assertThat(differences.size()).isLessThanOrEqualTo(expected.size() / 20);
    }

    private String assess(Path file) throws IOException {
        try {
            Manifest object =
                    Manifest.of(Manifests.readObject(Files.readAllBytes(file), file.toString(), YamlLimits.DEFAULT));
            return assessor.assess(object).map(health -> health.status().text()).orElse("None");
        } catch (ProblemException refused) {
            return refused.problem().code();
        }
    }

    private static Map<String, String> known() throws IOException {
        Map<String, String> known = new TreeMap<>();
        try (var stream = ExpectedHealthTest.class.getResourceAsStream("/health/known-differences.yaml")) {
            JsonNode tree = Manifests.readTree(stream.readAllBytes(), "known-differences.yaml", YamlLimits.DEFAULT);
            for (JsonNode entry : tree) {
                assertThat(entry.path("reason").asString("")).as("a reason").isNotBlank();
                known.put(
                        entry.path("file").asString(""),
                        entry.path("expected").asString("") + " -> "
                                + entry.path("found").asString(""));
            }
        }
        return known;
    }
}
