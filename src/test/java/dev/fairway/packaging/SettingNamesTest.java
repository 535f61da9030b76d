package dev.fairway.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.Manifests;
import dev.fairway.resource.YamlLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A variable that nobody reads would be believed to be set: each one must bind to a setting that exists. */
class SettingNamesTest {

    private static final KnownSettings KNOWN = new KnownSettings();
    private static final Pattern SETTING = Pattern.compile("`(fairway\\.[a-z0-9.-]*[a-z0-9])(?:=[^`]*)?`");

    private static void assertKnown(Map<String, String> variables) {
        assertThat(variables).isNotEmpty();
        variables.forEach((name, value) -> assertThat(KNOWN.setBy(name))
                .as("a setting that %s=%s sets", name, value)
                .isNotEmpty());
    }

    private static Map<String, String> variables(JsonNode list) {
        Map<String, String> variables = new TreeMap<>();
        list.forEach(entry -> variables.put(
                entry.path("name").asString(""), entry.path("value").asString("")));
        return variables;
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "trial", "production", "namespaces", "elsewhere"})
    void everyVariableOfTheChartIsASetting(String values) {
        assertKnown(variables(Chart.rendered(values).only("Deployment").at("/spec/template/spec/containers/0/env")));
    }

    @Test
    void everyVariableOfTheComposeFileIsASetting() throws IOException {
        JsonNode compose = Manifests.readTree(
                Files.readAllBytes(Path.of("docker-compose.yml")), "docker-compose.yml", YamlLimits.DEFAULT);
        Map<String, String> variables = new TreeMap<>();
        compose.at("/services/fairway/environment")
                .properties()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().toString()));

        assertKnown(variables);
    }

    @Test
    void everyVariableOfTheImageIsASetting() throws IOException {
        String dockerfile = Files.readString(Path.of("Dockerfile"));
        Map<String, String> variables = new TreeMap<>();
        Matcher assignment = Pattern.compile("\\b(FAIRWAY_[A-Z_]+)=(\\S+)").matcher(dockerfile);
        while (assignment.find()) {
            variables.put(assignment.group(1), assignment.group(2));
        }

        assertThat(variables).containsEntry("FAIRWAY_IMAGE", "true");
        assertKnown(variables);
    }

    @Test
    void everySettingThatTheDocumentationNamesExists() throws IOException {
        List<Path> pages = new java.util.ArrayList<>(List.of(Path.of("README.md")));
        try (var docs = Files.list(Path.of("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
        }
        for (Path page : pages) {
            Matcher named = SETTING.matcher(Files.readString(page));
            while (named.find()) {
                String setting = named.group(1);
                assertThat(KNOWN.names().stream()
                                .filter(known -> known.replace("-", "").equals(setting.replace("-", ""))
                                        || known.startsWith(setting + ".")))
                        .as("%s, named in %s", setting, page)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void aTypingErrorIsNoticed() {
        assertThat(KNOWN.setBy("FAIRWAY_ENCRYPTION_KEYFILE_")).isEmpty();
        assertThat(KNOWN.setBy("FAIRWAY_SOURCE_ALLOW_HTPP")).isEmpty();
        assertThat(KNOWN.setBy("SPRING_DATASOURCE_URI")).isEmpty();
        assertThat(KNOWN.setBy("FAIRWAY_SOURCE_ALLOW_HTTP")).containsExactly("fairway.source.allow-http");
    }
}
