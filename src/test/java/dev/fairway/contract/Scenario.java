package dev.fairway.contract;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of {@code src/test/resources/contract}: requests one after another in a namespace of their own. What a real
 * server answered is kept beside it, in {@code NAME.recorded.json}.
 */
record Scenario(String name, List<Step> steps) {

    static final JsonMapper MAPPER = new JsonMapper();

    /**
     * @param sentence what a user would miss if it were not so
     * @param request method and path; {ns} is the scenario's namespace
     */
    record Step(String sentence, String request, String contentType, String accept, JsonNode body) {

        String method() {
            return request.substring(0, request.indexOf(' '));
        }

        String path(String namespace) {
            return request.substring(request.indexOf(' ') + 1).replace("{ns}", namespace);
        }
    }

    @SuppressWarnings("unchecked")
    static Scenario read(String name) {
        try (InputStream in = Scenario.class.getResourceAsStream("/contract/" + name + ".yaml")) {
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(500);
            List<Map<String, Object>> entries = new Yaml(new SafeConstructor(options)).load(in);
            List<Step> steps = new ArrayList<>();
            for (Map<String, Object> entry : entries) {
                if (entry.containsKey("it")) {
                    steps.add(new Step(
                            entry.get("it").toString(),
                            entry.get("request").toString(),
                            contentType(entry),
                            entry.getOrDefault("accept", "application/json").toString(),
                            MAPPER.valueToTree(entry.get("body"))));
                }
            }
            return new Scenario(name, steps);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String contentType(Map<String, Object> entry) {
        return switch (entry.getOrDefault("patch", "").toString()) {
            case "apply" -> "application/apply-patch+yaml";
            case "json" -> "application/json-patch+json";
            case "merge" -> "application/merge-patch+json";
            case "strategic" -> "application/strategic-merge-patch+json";
            default -> "application/json";
        };
    }
}
