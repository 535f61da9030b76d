package dev.fairway.web.settings.projects;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The common fields of a project; lists are one entry a line. What they do not say of the project stays as it is, and an
 * entry that is not changed keeps what its line does not show.
 *
 * @param destinations {@code cluster namespace}, the cluster by name or address
 * @param namespaceKinds which namespaced kinds are allowed: all, none, or those of the list
 * @param orphans {@code off}, {@code quiet} or {@code warn}
 */
public record ProjectForm(
        String name,
        String description,
        String sourceRepos,
        String destinations,
        String sourceNamespaces,
        String namespaceKinds,
        String namespaceAllowed,
        String namespaceDenied,
        String clusterAllowed,
        String orphans) {

    static final ProjectForm EMPTY = new ProjectForm("", "", "", "", "", "all", "", "", "", "off");

    static ProjectForm of(Manifest project) {
        JsonNode spec = project.tree().path("spec");
        JsonNode allowed = spec.path("namespaceResourceWhitelist");
        JsonNode orphaned = spec.path("orphanedResources");
        return new ProjectForm(
                project.name(),
                spec.path("description").asString(""),
                lines(spec.path("sourceRepos"), entry -> entry.asString("")),
                lines(spec.path("destinations"), ProjectForm::destination),
                lines(spec.path("sourceNamespaces"), entry -> entry.asString("")),
                !allowed.isArray() ? "all" : allowed.isEmpty() ? "none" : "list",
                lines(allowed, ProjectForm::kind),
                lines(spec.path("namespaceResourceBlacklist"), ProjectForm::kind),
                lines(spec.path("clusterResourceWhitelist"), ProjectForm::kind),
                !orphaned.isObject() ? "off" : orphaned.path("warn").asBoolean(true) ? "warn" : "quiet");
    }

    static ProjectForm read(MultiValueMap<String, String> form) {
        return new ProjectForm(
                text(form, "name"),
                text(form, "description"),
                text(form, "sourceRepos"),
                text(form, "destinations"),
                text(form, "sourceNamespaces"),
                text(form, "namespaceKinds"),
                text(form, "namespaceAllowed"),
                text(form, "namespaceDenied"),
                text(form, "clusterAllowed"),
                text(form, "orphans"));
    }

    /** @param before the project as it is; empty for a new one */
    ObjectNode manifest(Optional<Manifest> before) {
        ObjectNode tree = before.map(known -> known.tree().deepCopy()).orElseGet(this::bare);
        ObjectNode spec = tree.path("spec") instanceof ObjectNode known ? known : tree.putObject("spec");
        if (description.isEmpty()) {
            spec.remove("description");
        } else {
            spec.put("description", description);
        }
        put(spec, "sourceRepos", sourceRepos, entry -> entry.asString(""), JsonNodeFactory.instance::stringNode);
        put(spec, "destinations", destinations, ProjectForm::destination, ProjectForm::toDestination);
        put(
                spec,
                "sourceNamespaces",
                sourceNamespaces,
                entry -> entry.asString(""),
                JsonNodeFactory.instance::stringNode);
        putAllowed(spec);
        put(spec, "namespaceResourceBlacklist", namespaceDenied, ProjectForm::kind, ProjectForm::toKind);
        put(spec, "clusterResourceWhitelist", clusterAllowed, ProjectForm::kind, ProjectForm::toKind);
        switch (orphans) {
            case "warn", "quiet" -> spec.withObject("/orphanedResources").put("warn", orphans.equals("warn"));
            default -> spec.remove("orphanedResources");
        }
        return tree;
    }

    /** No list and an empty list mean opposite things here: every kind, and none. */
    private void putAllowed(ObjectNode spec) {
        switch (namespaceKinds) {
            case "list" ->
                put(spec, "namespaceResourceWhitelist", namespaceAllowed, ProjectForm::kind, ProjectForm::toKind);
            case "none" -> spec.putArray("namespaceResourceWhitelist");
            default -> spec.remove("namespaceResourceWhitelist");
        }
    }

    private ObjectNode bare() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "AppProject");
        tree.putObject("metadata").put("name", name).put("namespace", ApplicationName.CONTROL_PLANE_NAMESPACE);
        return tree;
    }

    private static void put(
            ObjectNode spec,
            String field,
            String text,
            Function<JsonNode, String> show,
            Function<String, JsonNode> read) {
        List<JsonNode> before = spec.path(field).valueStream().toList();
        ArrayNode after = JsonNodeFactory.instance.arrayNode();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> after.add(before.stream()
                        .filter(entry -> show.apply(entry).equals(line))
                        .findFirst()
                        .orElseGet(() -> read.apply(line))));
        if (after.isEmpty()) {
            spec.remove(field);
        } else {
            spec.set(field, after);
        }
    }

    private static String destination(JsonNode entry) {
        String name = entry.path("name").asString("");
        String cluster = name.isEmpty() ? entry.path("server").asString("") : name;
        return ((cluster.isEmpty() ? "*" : cluster) + " "
                        + entry.path("namespace").asString(""))
                .strip();
    }

    private static JsonNode toDestination(String line) {
        String[] parts = line.split("\\s+", 2);
        boolean isAddress = parts[0].contains("://") || parts[0].equals("*");
        return JsonNodeFactory.instance
                .objectNode()
                .put(isAddress ? "server" : "name", parts[0])
                .put("namespace", parts.length < 2 ? "*" : parts[1]);
    }

    private static String kind(JsonNode entry) {
        String group = entry.path("group").asString("");
        String name = entry.path("name").asString("");
        return (group.isEmpty() ? "" : group + "/")
                + entry.path("kind").asString("")
                + (name.isEmpty() ? "" : " " + name);
    }

    private static JsonNode toKind(String line) {
        String[] words = line.split("\\s+", 2);
        int slash = words[0].indexOf('/');
        ObjectNode entry = JsonNodeFactory.instance
                .objectNode()
                .put("group", slash < 0 ? (words[0].equals("*") ? "*" : "") : words[0].substring(0, slash))
                .put("kind", words[0].substring(slash + 1));
        return words.length < 2 ? entry : entry.put("name", words[1]);
    }

    private static String lines(JsonNode list, Function<JsonNode, String> show) {
        return list.valueStream().map(show).collect(Collectors.joining("\n"));
    }

    private static String text(MultiValueMap<String, String> form, String field) {
        String given = Optional.ofNullable(form.getFirst(field)).orElse("");
        return Arrays.stream(given.split("\\R"))
                .map(String::strip)
                .collect(Collectors.joining("\n"))
                .strip();
    }
}
