package dev.fairway.sandbox.api.http;

import dev.fairway.sandbox.api.StatusException;
import dev.fairway.sandbox.api.schema.Catalog;
import dev.fairway.sandbox.api.schema.ResourceType;
import dev.fairway.sandbox.api.storage.ObjectJson;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells clients what is served. */
final class Discovery {

    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

    private final Catalog catalog;

    Discovery(Catalog catalog) {
        this.catalog = catalog;
    }

    ObjectNode coreVersions(String address) {
        ObjectNode versions = ObjectJson.MAPPER.createObjectNode().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        versions.putArray("serverAddressByClientCIDRs")
                .addObject()
                .put("clientCIDR", "0.0.0.0/0")
                .put("serverAddress", address);
        return versions;
    }

    ObjectNode groups() {
        ObjectNode list =
                ObjectJson.MAPPER.createObjectNode().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        Set<String> names = new LinkedHashSet<>();
        catalog.all().forEach(type -> names.add(type.group()));
        names.stream().filter(name -> !name.isEmpty()).forEach(name -> groups.add(describe(name)));
        return list;
    }

    ObjectNode group(String name) {
        if (name.isEmpty()
                || catalog.all().stream().noneMatch(type -> type.group().equals(name))) {
            throw StatusException.pageNotFound();
        }
        ObjectNode group =
                ObjectJson.MAPPER.createObjectNode().put("kind", "APIGroup").put("apiVersion", "v1");
        group.setAll(describe(name));
        return group;
    }

    private ObjectNode describe(String name) {
        ObjectNode group = ObjectJson.MAPPER.createObjectNode().put("name", name);
        ArrayNode versions = group.putArray("versions");
        Set<String> served = new LinkedHashSet<>();
        catalog.all().stream().filter(type -> type.group().equals(name)).forEach(type -> served.add(type.version()));
        List<String> preferred =
                served.stream().sorted(VersionOrder.NEWEST_STABLE_FIRST).toList();
        preferred.forEach(version ->
                versions.addObject().put("groupVersion", name + "/" + version).put("version", version));
        group.putObject("preferredVersion")
                .put("groupVersion", name + "/" + preferred.getFirst())
                .put("version", preferred.getFirst());
        return group;
    }

    ObjectNode resources(String group, String version) {
        List<ResourceType> types = catalog.all().stream()
                .filter(type -> type.group().equals(group) && type.version().equals(version))
                .toList();
        if (types.isEmpty()) {
            throw StatusException.pageNotFound();
        }
        ObjectNode list = ObjectJson.MAPPER.createObjectNode().put("kind", "APIResourceList");
        if (!group.isEmpty()) {
            list.put("apiVersion", "v1");
        }
        list.put("groupVersion", types.getFirst().apiVersion());
        ArrayNode resources = list.putArray("resources");
        types.forEach(type -> {
            resources.add(describe(type));
            type.subresources().stream().sorted().forEach(sub -> resources.add(describe(type, sub)));
        });
        return list;
    }

    private static ObjectNode describe(ResourceType type) {
        ObjectNode resource = ObjectJson.MAPPER
                .createObjectNode()
                .put("name", type.plural())
                .put("singularName", type.singular())
                .put("namespaced", type.namespaced())
                .put("kind", type.kind());
        add(resource.putArray("verbs"), type.createOnly() ? List.of("create") : VERBS);
        if (!type.shortNames().isEmpty()) {
            add(resource.putArray("shortNames"), type.shortNames());
        }
        if (!type.categories().isEmpty()) {
            add(resource.putArray("categories"), type.categories());
        }
        return resource;
    }

    private static ObjectNode describe(ResourceType type, String subresource) {
        ObjectNode resource = ObjectJson.MAPPER
                .createObjectNode()
                .put("name", type.plural() + "/" + subresource)
                .put("singularName", "")
                .put("namespaced", type.namespaced());
        switch (subresource) {
            case "scale" ->
                resource.put("group", "autoscaling").put("version", "v1").put("kind", "Scale");
            case "eviction" ->
                resource.put("group", "policy").put("version", "v1").put("kind", "Eviction");
            case "binding" -> resource.put("kind", "Binding");
            case "token" ->
                resource.put("group", "authentication.k8s.io")
                        .put("version", "v1")
                        .put("kind", "TokenRequest");
            default -> resource.put("kind", type.kind());
        }
        add(
                resource.putArray("verbs"),
                switch (subresource) {
                    case "log" -> List.of("get");
                    case "eviction", "binding", "token" -> List.of("create");
                    case "finalize" -> List.of("update");
                    default -> List.of("get", "patch", "update");
                });
        return resource;
    }

    private static void add(ArrayNode array, Collection<String> texts) {
        texts.forEach(array::add);
    }
}
