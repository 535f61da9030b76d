package dev.fairway.diff.spec;

import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Differences a person does not want to hear of: one entry of {@code spec.ignoreDifferences}.
 *
 * @param group glob over API groups; empty means the core group
 * @param kind glob over kinds
 * @param name exact name, empty for all
 * @param namespace exact namespace, empty for all
 * @param jsonPointers RFC 6901, {@code ~1} for a slash in a key
 * @param jqPathExpressions jq expressions that yield paths
 * @param managedFieldsManagers fields these field managers own are theirs to change
 */
public record IgnoreRule(
        String group,
        String kind,
        String name,
        String namespace,
        List<String> jsonPointers,
        List<String> jqPathExpressions,
        List<String> managedFieldsManagers) {

    public IgnoreRule {
        jsonPointers = List.copyOf(jsonPointers);
        jqPathExpressions = List.copyOf(jqPathExpressions);
        managedFieldsManagers = List.copyOf(managedFieldsManagers);
    }

    /**
     * Reads one entry.
     *
     * @throws dev.fairway.resource.ProblemException if it is no mapping, has no kind or a list holds anything but text
     */
    public static IgnoreRule read(JsonNode entry) {
        if (!entry.isObject()) {
            throw invalid("is not a mapping");
        }
        if (text(entry, "kind").isEmpty()) {
            throw invalid("has no kind; write kind: \"*\" for every kind");
        }
        return new IgnoreRule(
                text(entry, "group"),
                text(entry, "kind"),
                text(entry, "name"),
                text(entry, "namespace"),
                texts(entry, "jsonPointers"),
                texts(entry, "jqPathExpressions"),
                texts(entry, "managedFieldsManagers"));
    }

    /** Reads the whole list; an absent one is empty. */
    public static List<IgnoreRule> readAll(JsonNode entries) {
        if (entries.isMissingNode() || entries.isNull()) {
            return List.of();
        }
        if (!entries.isArray()) {
            throw invalid("list is not a list");
        }
        return entries.values().stream().map(IgnoreRule::read).toList();
    }

    public boolean matches(ResourceKey key) {
        return Glob.matches(group, key.group())
                && Glob.matches(kind, key.kind())
                && (name.isEmpty() || name.equals(key.name()))
                && (namespace.isEmpty() || namespace.equals(key.namespace()));
    }

    private static String text(JsonNode entry, String field) {
        JsonNode value = entry.path(field);
        return value.isString() ? value.stringValue() : "";
    }

    private static List<String> texts(JsonNode entry, String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : entry.path(field)) {
            if (!value.isString()) {
                throw invalid("has a value under " + field + " that is not text");
            }
            texts.add(value.stringValue());
        }
        return texts;
    }

    private static RuntimeException invalid(String why) {
        return Problem.stalled("InvalidSpecError", "An entry of ignoreDifferences " + why + ".")
                .asException();
    }
}
