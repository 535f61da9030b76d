package dev.fairway.sandbox.api.http;

import dev.fairway.sandbox.api.StatusException;
import dev.fairway.sandbox.api.schema.Catalog;
import dev.fairway.sandbox.api.schema.ResourceType;
import dev.fairway.sandbox.api.storage.ObjectJson;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The description of the API, version 3: one document per group and version, with the shapes and the query parameters that
 * kubectl looks for before it validates or patches.
 */
final class OpenApi {

    private static final List<String> PARAMETERS = List.of("dryRun", "fieldManager", "fieldValidation");

    private final Catalog catalog;
    private final Map<List<ResourceType>, byte[]> written = new ConcurrentHashMap<>();

    OpenApi(Catalog catalog) {
        this.catalog = catalog;
    }

    void serve(String path, Exchange exchange) throws IOException {
        if (path.equals("/openapi/v3")) {
            exchange.json(200, index());
            return;
        }
        if (!path.startsWith("/openapi/v3/")) {
            throw StatusException.pageNotFound();
        }
        List<ResourceType> types = groupVersions().get(path.substring("/openapi/v3/".length()));
        if (types == null) {
            throw StatusException.pageNotFound();
        }
        exchange.json(200, written.computeIfAbsent(types, this::document));
    }

    private Map<String, List<ResourceType>> groupVersions() {
        Map<String, List<ResourceType>> byPath = new LinkedHashMap<>();
        for (ResourceType type : catalog.all()) {
            String path = type.group().isEmpty() ? "api/" + type.version() : "apis/" + type.apiVersion();
            byPath.computeIfAbsent(path, any -> new java.util.ArrayList<>()).add(type);
        }
        return byPath;
    }

    private ObjectNode index() {
        ObjectNode index = ObjectJson.MAPPER.createObjectNode();
        ObjectNode paths = index.putObject("paths");
        groupVersions().forEach((path, types) -> paths.putObject(path)
                .put("serverRelativeURL", "/openapi/v3/" + path + "?hash=" + Integer.toHexString(types.hashCode())));
        return index;
    }

    private byte[] document(List<ResourceType> types) {
        ObjectNode document = ObjectJson.MAPPER.createObjectNode().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kubernetes").put("version", "v1.36.2");
        ObjectNode paths = document.putObject("paths");
        ObjectNode schemas = ObjectJson.MAPPER.createObjectNode();
        OpenApiSchemas shapes = new OpenApiSchemas(schemas);
        for (ResourceType type : types) {
            ObjectNode schema = shapes.root(type);
            schema.putArray("x-kubernetes-group-version-kind").add(kind(type));
            path(paths, type);
        }
        document.putObject("components").set("schemas", schemas);
        return ObjectJson.write(document);
    }

    private static JsonNode kind(ResourceType type) {
        return ObjectJson.MAPPER
                .createObjectNode()
                .put("group", type.group())
                .put("kind", type.kind())
                .put("version", type.version());
    }

    private static void path(ObjectNode paths, ResourceType type) {
        String root = type.group().isEmpty() ? "/api/" + type.version() : "/apis/" + type.apiVersion();
        String collection = root + (type.namespaced() ? "/namespaces/{namespace}/" : "/") + type.plural();
        operation(paths.withObjectProperty(collection).putObject("post"), type);
        if (!type.createOnly()) {
            ObjectNode object = paths.withObjectProperty(collection + "/{name}");
            operation(object.putObject("put"), type);
            operation(object.putObject("patch"), type);
        }
    }

    private static void operation(ObjectNode operation, ResourceType type) {
        operation.set("x-kubernetes-group-version-kind", kind(type));
        ArrayNode parameters = operation.putArray("parameters");
        for (String name : PARAMETERS) {
            parameters
                    .addObject()
                    .put("name", name)
                    .put("in", "query")
                    .putObject("schema")
                    .put("type", "string");
        }
        operation.putObject("responses");
    }
}
