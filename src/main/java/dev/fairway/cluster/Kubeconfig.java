package dev.fairway.cluster;

import dev.fairway.resource.Manifests;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a kubeconfig that a person gave us. It is never shown to a client library: those run its {@code exec} commands and
 * read the files it names. Only the address, authorities and credentials written in the document itself are taken; anything
 * else is refused by its field's name, never by its value.
 */
public final class Kubeconfig {

    private static final YamlLimits LIMITS = new YamlLimits(512 * 1024, 512 * 1024, 20, 10_000, 0, 1);

    private static final Set<String> CLUSTER = Set.of("server", "certificate-authority-data", "extensions");
    private static final Set<String> USER = Set.of("token", "client-certificate-data", "client-key-data", "extensions");

    private Kubeconfig() {}

    /**
     * Takes the cluster of the current context, or of the only context.
     *
     * @throws ProblemException {@code KubeconfigRefused} with the field that cannot be used, or {@code YamlInvalid}
     */
    public static ClusterAccess read(byte[] document) {
        ObjectNode config = Manifests.readObject(document, "The kubeconfig", LIMITS);
        JsonNode context = named(config, "contexts", currentContext(config)).path("context");
        JsonNode cluster = named(config, "clusters", text(context, "cluster")).path("cluster");
        JsonNode user = named(config, "users", text(context, "user")).path("user");
        // Every entry is looked at: a second user with a command has no place in a file that is uploaded.
        config.path("clusters").forEach(entry -> onlyKnown(entry.path("cluster"), CLUSTER, "cluster"));
        config.path("users").forEach(entry -> onlyKnown(entry.path("user"), USER, "user"));
        String server = text(cluster, "server");
        if (server.isEmpty()) {
            throw refused("has no clusters[].cluster.server for its current context");
        }
        return new ClusterAccess(
                stripped(server),
                pem(cluster, "certificate-authority-data"),
                optional(user, "token"),
                pem(user, "client-certificate-data"),
                pem(user, "client-key-data"),
                false);
    }

    private static String currentContext(ObjectNode config) {
        String current = text(config, "current-context");
        JsonNode contexts = config.path("contexts");
        return current.isEmpty() && contexts.size() == 1 ? text(contexts.path(0), "name") : current;
    }

    private static JsonNode named(ObjectNode config, String list, String name) {
        for (JsonNode entry : config.path(list)) {
            if (text(entry, "name").equals(name)) {
                return entry;
            }
        }
        throw refused("has no entry in " + list + " for its current context");
    }

    private static void onlyKnown(JsonNode entry, Set<String> known, String where) {
        for (String field : entry.propertyNames()) {
            if (!known.contains(field) && isSet(entry.path(field))) {
                throw refused(why(where + "." + field, field));
            }
        }
    }

    /** {@code insecure-skip-tls-verify: false} says nothing. */
    private static boolean isSet(JsonNode value) {
        return !value.isNull() && !(value.isBoolean() && !value.booleanValue());
    }

    private static String why(String path, String field) {
        return switch (field) {
            case "exec" ->
                "contains %s: commands are never run; put a service account's token in the file instead"
                        .formatted(path);
            case "auth-provider" ->
                "contains %s, which is not supported; put a service account's token in the file instead"
                        .formatted(path);
            case "certificate-authority", "client-certificate", "client-key", "tokenFile" ->
                "contains %s, a path on your machine; put the content in the file instead (kubectl config view --raw --flatten)"
                        .formatted(path);
            case "insecure-skip-tls-verify" ->
                "contains %s: a server that cannot be recognised is not trusted; give certificate-authority-data instead"
                        .formatted(path);
            case "proxy-url", "tls-server-name" -> "contains %s, which is not supported".formatted(path);
            case "username", "password" ->
                "contains %s: API servers no longer accept passwords; give a token instead".formatted(path);
            default -> "contains a field of %s that is not known here".formatted(path.substring(0, path.indexOf('.')));
        };
    }

    private static Optional<String> pem(JsonNode entry, String field) {
        return optional(entry, field).map(base64 -> {
            try {
                return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException notBase64) {
                throw refused("has a " + field + " that is not base64");
            }
        });
    }

    private static Optional<String> optional(JsonNode entry, String field) {
        String value = text(entry, field).strip();
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? value.stringValue() : "";
    }

    private static String stripped(String server) {
        String result = server.strip();
        while (result.endsWith("/")) {
            result = result.substring(0, result.length() - 1);
        }
        return result;
    }

    private static ProblemException refused(String why) {
        return Problem.stalled("KubeconfigRefused", "The kubeconfig " + why + ".")
                .asException();
    }
}
