package dev.fairway.sync.spec;

import dev.fairway.resource.GoDuration;
import dev.fairway.resource.Problem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

final class SyncPolicyReader {

    private SyncPolicyReader() {}

    static SyncPolicy read(JsonNode policy) {
        if (isAbsent(policy)) {
            return SyncPolicy.MANUAL;
        }
        requireObject(policy, "");
        SyncOptions options = SyncOptions.read(policy.path("syncOptions"));
        options.requireReadable();
        return new SyncPolicy(
                automated(policy.path("automated")),
                options,
                retry(policy.path("retry")),
                namespaceMetadata(policy.path("managedNamespaceMetadata")));
    }

    private static Optional<SyncPolicy.Automated> automated(JsonNode node) {
        if (isAbsent(node)) {
            return Optional.empty();
        }
        requireObject(node, ".automated");
        return Optional.of(new SyncPolicy.Automated(
                flag(node, "enabled", true),
                flag(node, "prune", false),
                flag(node, "selfHeal", false),
                flag(node, "allowEmpty", false)));
    }

    private static Optional<RetryPolicy> retry(JsonNode node) {
        if (isAbsent(node)) {
            return Optional.empty();
        }
        requireObject(node, ".retry");
        JsonNode backoff = node.path("backoff");
        return Optional.of(new RetryPolicy(
                (int) number(node, "limit", 0),
                duration(backoff, "duration", RetryPolicy.DEFAULT_DURATION),
                Math.max(1, number(backoff, "factor", RetryPolicy.DEFAULT_FACTOR)),
                duration(backoff, "maxDuration", RetryPolicy.DEFAULT_MAX_DURATION),
                flag(node, "refresh", false)));
    }

    private static Optional<SyncPolicy.NamespaceMetadata> namespaceMetadata(JsonNode node) {
        if (isAbsent(node)) {
            return Optional.empty();
        }
        requireObject(node, ".managedNamespaceMetadata");
        return Optional.of(new SyncPolicy.NamespaceMetadata(texts(node, "labels"), texts(node, "annotations")));
    }

    private static Map<String, String> texts(JsonNode parent, String field) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : parent.path(field).properties()) {
            if (!entry.getValue().isString()) {
                throw invalid(".managedNamespaceMetadata." + field + "." + entry.getKey() + " must be text in quotes.");
            }
            texts.put(entry.getKey(), entry.getValue().stringValue());
        }
        return Map.copyOf(texts);
    }

    private static boolean flag(JsonNode parent, String field, boolean otherwise) {
        JsonNode value = parent.path(field);
        if (isAbsent(value)) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw invalid(": " + field + " must be true or false.");
        }
        return value.booleanValue();
    }

    private static double number(JsonNode parent, String field, double otherwise) {
        JsonNode value = parent.path(field);
        if (isAbsent(value)) {
            return otherwise;
        }
        if (!value.isNumber()) {
            throw invalid(".retry: " + field + " must be a number.");
        }
        return value.doubleValue();
    }

    /** A bare number counts seconds (Argo CD's rule). */
    private static Duration duration(JsonNode parent, String field, Duration otherwise) {
        JsonNode value = parent.path(field);
        if (isAbsent(value)) {
            return otherwise;
        }
        String text = value.asString("");
        return (text.matches("\\d{1,9}") ? GoDuration.parse(text + "s") : GoDuration.parse(text))
                .orElseThrow(() -> invalid(
                        ".retry.backoff: " + field + " must be a duration such as 5s or 1m30s (units h, m, s, ms)."));
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static void requireObject(JsonNode node, String where) {
        if (!node.isObject()) {
            throw invalid(where + " must be a map.");
        }
    }

    static RuntimeException invalid(String rest) {
        return Problem.stalled("InvalidSpec", "spec.syncPolicy" + rest).asException();
    }
}
