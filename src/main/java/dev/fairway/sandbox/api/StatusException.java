package dev.fairway.sandbox.api;

import dev.fairway.sandbox.api.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that fails, as the Kubernetes API says it: a {@code Status} with code, reason, message and causes. Messages
 * follow a real server's, because people search for them.
 */
public final class StatusException extends RuntimeException {

    private final int code;
    private final String reason;
    private final transient ObjectNode details;

    /**
     * One field that is wrong.
     *
     * @param reason for example {@code FieldValueRequired}
     * @param field for example {@code spec.selector}
     */
    public record Cause(String reason, String message, String field) {}

    private StatusException(int code, String reason, String message, ObjectNode details) {
        super(message, null, false, false);
        this.code = code;
        this.reason = reason;
        this.details = details;
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }

    /** Nothing at all is served there, which a real server says in plain text. */
    public boolean isUnknownPath() {
        return code == 404 && details.isEmpty() && reason.isEmpty();
    }

    /** The body of the answer. */
    public ObjectNode status() {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("kind", "Status").put("apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure").put("message", getMessage());
        if (!reason.isEmpty()) {
            status.put("reason", reason);
        }
        if (!details.isEmpty()) {
            ObjectNode told = details.deepCopy();
            told.remove("");
            status.set("details", told);
        }
        return status.put("code", code);
    }

    private static ObjectNode details() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The object is named as the server names it: by plural for what is missing or in conflict. */
    private static ObjectNode details(ResourceType type, String name) {
        ObjectNode details = details().put("name", name);
        if (!type.group().isEmpty()) {
            details.put("group", type.group());
        }
        return details.put("kind", type.plural());
    }

    public static StatusException badRequest(String message) {
        return new StatusException(400, "BadRequest", message, details());
    }

    public static StatusException unauthorized() {
        return new StatusException(401, "Unauthorized", "Unauthorized", details());
    }

    public static StatusException forbidden(ResourceType type, String name, String message) {
        return new StatusException(
                403,
                "Forbidden",
                type.qualifiedName() + " \"" + name + "\" is forbidden: " + message,
                details(type, name));
    }

    /** The server knows no such path. */
    public static StatusException pageNotFound() {
        return new StatusException(404, "", "the server could not find the requested resource", details());
    }

    public static StatusException notFound(ResourceType type, String name) {
        return new StatusException(
                404, "NotFound", type.qualifiedName() + " \"" + name + "\" not found", details(type, name));
    }

    public static StatusException methodNotAllowed() {
        return new StatusException(
                405, "MethodNotAllowed", "the server does not allow this method on the requested resource", details());
    }

    public static StatusException notAcceptable(String accepted) {
        return new StatusException(
                406, "NotAcceptable", "only the following media types are accepted: " + accepted, details());
    }

    public static StatusException alreadyExists(ResourceType type, String name) {
        return new StatusException(
                409, "AlreadyExists", type.qualifiedName() + " \"" + name + "\" already exists", details(type, name));
    }

    /** A deletion was meant for an object that had the same name before. */
    public static StatusException otherObject(ResourceType type, String name, String wanted, String found) {
        return new StatusException(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + type.kind() + " \"" + name + "\": the UID in the precondition ("
                        + wanted
                        + ") does not match the UID in record (" + found
                        + "). The object might have been deleted and then recreated",
                details().put("name", name).put("kind", type.kind()));
    }

    public static StatusException conflict(ResourceType type, String name, String message) {
        return new StatusException(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + type.qualifiedName() + " \"" + name + "\": " + message,
                details(type, name));
    }

    public static StatusException modified(ResourceType type, String name) {
        return conflict(
                type,
                name,
                "the object has been modified; please apply your changes to the latest version and try again");
    }

    /** Fields that an apply would change belong to others. */
    public static StatusException applyConflict(String message, List<Cause> causes) {
        ObjectNode details = details();
        details.set("causes", causes(causes));
        return new StatusException(409, "Conflict", message, details);
    }

    public static StatusException gone(String message) {
        return new StatusException(410, "Expired", message, details());
    }

    public static StatusException tooLarge(String message) {
        return new StatusException(413, "RequestEntityTooLarge", message, details());
    }

    public static StatusException unsupportedMediaType(String accepted) {
        return new StatusException(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: " + accepted,
                details());
    }

    /** The body of a patch is of no kind that exists. */
    public static StatusException unsupportedPatch() {
        ObjectNode none = details();
        none.putNull("");
        return new StatusException(415, "UnsupportedMediaType", "415: Unsupported Media Type", none);
    }

    public static StatusException invalid(ResourceType type, String name, List<Cause> causes) {
        String list = causes.stream()
                .map(cause -> cause.field().isEmpty() ? cause.message() : cause.field() + ": " + cause.message())
                .distinct()
                .collect(Collectors.joining(", "));
        ObjectNode details = details();
        if (!name.isEmpty()) {
            details.put("name", name);
        }
        if (!type.group().isEmpty()) {
            details.put("group", type.group());
        }
        details.put("kind", type.kind());
        details.set("causes", causes(causes));
        return new StatusException(
                422,
                "Invalid",
                type.qualifiedKind() + " \"" + name + "\" is invalid: "
                        + (causes.size() == 1 ? list : "[" + list + "]"),
                details);
    }

    /** What a fault rule or a full quota answers. */
    public static StatusException of(int code, String reason, String message) {
        return new StatusException(code, reason, message, details());
    }

    /** A failure about an object that is not the target of the request. */
    public static StatusException of(int code, String reason, String message, String plural, String name) {
        return new StatusException(
                code, reason, message, details().put("name", name).put("kind", plural));
    }

    /** A failure of the request's own options. */
    public static StatusException invalidOptions(String kind, Cause cause) {
        ObjectNode details = details().put("group", "meta.k8s.io").put("kind", kind);
        details.set("causes", causes(List.of(cause)));
        return new StatusException(
                422,
                "Invalid",
                kind + ".meta.k8s.io \"\" is invalid: " + cause.field() + ": " + cause.message(),
                details);
    }

    /** A JSON patch that does not fit the object. */
    public static StatusException unprocessable() {
        ObjectNode none = details();
        none.putNull("");
        return new StatusException(
                422, "Invalid", "the server rejected our request due to an error in our request", none);
    }

    public static StatusException internal(String message) {
        return new StatusException(500, "InternalError", message, details());
    }

    private static ArrayNode causes(List<Cause> causes) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Cause cause : new ArrayList<>(causes)) {
            ObjectNode node = array.addObject().put("reason", cause.reason()).put("message", cause.message());
            if (!cause.field().isEmpty()) {
                node.put("field", cause.field());
            }
        }
        return array;
    }
}
