package dev.fairway.sandbox.api.http;

import dev.fairway.resource.GroupVersionKind;
import dev.fairway.sandbox.api.ObjectStore.Propagation;
import dev.fairway.sandbox.api.RequestGate;
import dev.fairway.sandbox.api.StatusException;
import dev.fairway.sandbox.api.StatusException.Cause;
import dev.fairway.sandbox.api.lifecycle.DeleteOptions;
import dev.fairway.sandbox.api.lifecycle.Target;
import dev.fairway.sandbox.api.lifecycle.WriteOptions;
import dev.fairway.sandbox.api.schema.ResourceType;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the parts of a request that many verbs share. */
final class Requests {

    private Requests() {}

    static WriteOptions options(Exchange exchange, String user) {
        return new WriteOptions(
                user, manager(exchange), dryRun(exchange.parameter("dryRun")), validation(exchange), exchange::warn);
    }

    /** Without a name of its own, a client is known by the first part of its User-Agent. */
    private static String manager(Exchange exchange) {
        String named = exchange.parameter("fieldManager");
        if (!named.isEmpty()) {
            return named;
        }
        String agent = exchange.header("User-Agent").orElse("unknown");
        return agent.contains("/") ? agent.substring(0, agent.indexOf('/')) : agent;
    }

    private static boolean dryRun(String value) {
        if (!value.isEmpty() && !value.equals("All")) {
            throw StatusException.invalidOptions(
                    "CreateOptions",
                    new Cause(
                            "FieldValueNotSupported",
                            "Unsupported value: [\"" + value + "\"]: supported values: \"All\"",
                            "dryRun"));
        }
        return !value.isEmpty();
    }

    private static WriteOptions.FieldValidation validation(Exchange exchange) {
        return switch (exchange.parameter("fieldValidation")) {
            case "Strict" -> WriteOptions.FieldValidation.STRICT;
            case "Ignore" -> WriteOptions.FieldValidation.IGNORE;
            case "", "Warn" -> WriteOptions.FieldValidation.WARN;
            default ->
                throw StatusException.of(
                        422,
                        "Invalid",
                        "CreateOptions.meta.k8s.io \"\" is invalid: fieldValidation: Unsupported value: \""
                                + exchange.parameter("fieldValidation")
                                + "\": supported values: \"\", \"Ignore\", \"Strict\", \"Warn\"");
        };
    }

    /** A body that must be the target's kind, in the target's namespace, with the target's name if that is known. */
    static ObjectNode bodyFor(Exchange exchange, Target target) throws IOException {
        return require(Bodies.object(exchange), target);
    }

    static ObjectNode require(ObjectNode object, Target target) {
        ResourceType type = target.type();
        if (object.path("apiVersion").asString("").isEmpty()) {
            object.put("apiVersion", type.apiVersion());
        }
        if (object.path("kind").asString("").isEmpty()) {
            object.put("kind", type.kind());
        }
        GroupVersionKind found = GroupVersionKind.of(
                object.path("apiVersion").asString(""), object.path("kind").asString(""));
        if (!found.apiVersion().equals(type.apiVersion())) {
            if (found.kind().equals(type.kind())) {
                throw StatusException.badRequest("the API version in the data (" + found.apiVersion()
                        + ") does not match the expected API version (" + type.apiVersion() + ")");
            }
            throw otherKind(found, type);
        }
        if (!found.kind().equals(type.kind())) {
            throw otherKind(found, type);
        }
        if (!(object.path("metadata") instanceof ObjectNode)
                && object.has("metadata")
                && !object.path("metadata").isNull()) {
            throw StatusException.badRequest(type.kind() + " in version \"" + type.version()
                    + "\" cannot be handled as a " + type.kind()
                    + ": json: cannot unmarshal value into Go struct field " + type.kind()
                    + ".metadata of type v1.ObjectMeta");
        }
        if (object.path("metadata").isNull()) {
            object.remove("metadata");
        }
        ObjectNode metadata = object.withObjectProperty("metadata");
        String namespace = metadata.path("namespace").asString("");
        if (type.namespaced() && !namespace.isEmpty() && !namespace.equals(target.namespace())) {
            throw StatusException.badRequest(
                    "the namespace of the provided object does not match the namespace sent on" + " the request");
        }
        String name = metadata.path("name").asString("");
        if (!target.name().isEmpty()) {
            if (name.isEmpty()) {
                metadata.put("name", target.name());
            } else if (!name.equals(target.name())) {
                throw StatusException.badRequest("the name of the object (" + name
                        + ") does not match the name on the URL (" + target.name() + ")");
            }
        }
        return object;
    }

    private static StatusException otherKind(GroupVersionKind found, ResourceType type) {
        String group = type.group().isEmpty() ? "core" : type.group().split("\\.")[0];
        return StatusException.badRequest(
                found.kind() + " in version \"" + found.version() + "\" cannot be handled as a "
                        + type.kind() + ": converting (" + found.version() + "." + found.kind() + ") to (" + group + "."
                        + type.kind()
                        + "): unknown conversion");
    }

    /**
     * What a DELETE asks for, from its body or its query.
     *
     * @param dryRun the body asks for a dry run
     */
    record Deletion(DeleteOptions options, boolean dryRun) {

        WriteOptions apply(WriteOptions options) {
            return dryRun ? options.dry() : options;
        }
    }

    static Deletion deletion(Exchange exchange) throws IOException {
        byte[] bytes = exchange.body();
        JsonNode body = bytes.length == 0 ? JsonNodeFactory.instance.objectNode() : Bodies.read(exchange, bytes);
        String propagation = body.path("propagationPolicy").asString(exchange.parameter("propagationPolicy"));
        if (body.path("orphanDependents").asBoolean(exchange.flag("orphanDependents"))) {
            propagation = "Orphan";
        }
        DeleteOptions options = new DeleteOptions(
                propagation(propagation),
                text(body.path("preconditions").path("uid")),
                text(body.path("preconditions").path("resourceVersion")),
                grace(body, exchange));
        return new Deletion(options, !body.path("dryRun").isEmpty());
    }

    private static OptionalLong grace(JsonNode body, Exchange exchange) {
        if (body.path("gracePeriodSeconds").isNumber()) {
            return OptionalLong.of(body.path("gracePeriodSeconds").asLong());
        }
        return exchange.parameter("gracePeriodSeconds").isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(exchange.number("gracePeriodSeconds", 0));
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node.asString("")).filter(text -> !text.isEmpty());
    }

    private static Optional<Propagation> propagation(String text) {
        return switch (text) {
            case "" -> Optional.empty();
            case "Background" -> Optional.of(Propagation.BACKGROUND);
            case "Foreground" -> Optional.of(Propagation.FOREGROUND);
            case "Orphan" -> Optional.of(Propagation.ORPHAN);
            default ->
                throw StatusException.of(
                        422,
                        "Invalid",
                        "DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Unsupported value: \"" + text
                                + "\": supported values: \"Background\", \"Foreground\", \"Orphan\", \"nil\"");
        };
    }

    static RequestGate.Request reading(RequestGate.Verb verb, Target target, String user) {
        return new RequestGate.Request(
                user,
                verb,
                target.type().groupKind(),
                target.subresource(),
                target.namespace(),
                target.name(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    static StatusException applyNeedsManager() {
        return StatusException.invalidOptions(
                "PatchOptions",
                new Cause("FieldValueRequired", "Required value: is required for apply patch", "fieldManager"));
    }
}
