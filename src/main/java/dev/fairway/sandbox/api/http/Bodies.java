package dev.fairway.sandbox.api.http;

import dev.fairway.sandbox.api.StatusException;
import dev.fairway.sandbox.api.storage.ObjectJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what clients send: JSON, the binary form of typed clients, or YAML where the API allows it. */
final class Bodies {

    private static final String ACCEPTED = "application/json, application/yaml, " + Protobuf.TYPE;
    private static final Set<String> JSON = Set.of("application/json", "*/*");
    private static final Set<String> YAML = Set.of("application/yaml", "application/apply-patch+yaml");

    private Bodies() {}

    static ObjectNode object(Exchange exchange) throws IOException {
        String type = exchange.contentType();
        if (!type.isEmpty() && !JSON.contains(type) && !YAML.contains(type) && !type.equals(Protobuf.TYPE)) {
            throw StatusException.unsupportedMediaType(ACCEPTED);
        }
        if (read(exchange) instanceof ObjectNode object) {
            return object;
        }
        throw StatusException.badRequest("the object provided is unrecognized (must be of type Object)");
    }

    static JsonNode read(Exchange exchange) throws IOException {
        return read(exchange, exchange.body());
    }

    /** A body that was taken from its exchange already, which gives it once. */
    static JsonNode read(Exchange exchange, byte[] body) {
        if (exchange.contentType().equals(Protobuf.TYPE)) {
            return Protobuf.object(body);
        }
        int first = 0;
        while (first < body.length && Character.isWhitespace(body[first])) {
            first++;
        }
        boolean json = first < body.length && (body[first] == '{' || body[first] == '[');
        if (!json && YAML.contains(exchange.contentType())) {
            return yaml(new String(body, StandardCharsets.UTF_8));
        }
        try {
            return ObjectJson.MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw StatusException.badRequest(
                    "the object provided is unrecognized (must be of type Object): " + e.getOriginalMessage());
        }
    }

    private static JsonNode yaml(String text) {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(50);
            return ObjectJson.MAPPER.valueToTree(new Yaml(new SafeConstructor(options)).load(text));
        } catch (YAMLException e) {
            throw StatusException.badRequest("error decoding YAML: " + e.getMessage());
        }
    }
}
