package dev.fairway.cluster.api;

import dev.fairway.cluster.ClusterProblem;
import dev.fairway.cluster.ClusterProblem.Reason;
import dev.fairway.resource.Redaction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * From what an API server answers to a {@link ClusterProblem}. The server's own words are kept where they help, cleaned;
 * about a Secret they are never repeated, because validation quotes what it refuses.
 */
final class ApiFailures {

    private static final Pattern WEBHOOK = Pattern.compile("admission webhook \"([^\"]{1,253})\" denied the request");

    /**
     * How a server begins its answer, with status 500, to an apply whose object does not fit its kind: an unknown field, or
     * two items of a list under one key. Asking again gives the same.
     */
    private static final String UNTYPABLE = "failed to create typed patch object";

    private ApiFailures() {}

    static ClusterProblem of(int code, byte[] body, Target target) {
        return of(code, parse(body), target);
    }

    /** From a {@code Status} object, as an answer or as the last event of a watch. */
    static ClusterProblem of(int code, JsonNode status, Target target) {
        String message = Trees.text(status, "message");
        Reason reason = reason(code, Trees.text(status, "reason"), message, status.path("details"));
        String words = target.secret() ? hidden(reason, code, message) : Redaction.clean(shown(code, message));
        return new ClusterProblem(reason, "%s: %s".formatted(target.subject(), sentence(reason, target, words)), null);
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Trees.MAPPER.readTree(body);
        } catch (JacksonException notJson) {
            // A proxy's page, or "404 page not found".
            return Trees.object()
                    .put("message", new String(body, 0, Math.min(body.length, 300), StandardCharsets.UTF_8).strip());
        }
    }

    private static Reason reason(int code, String reason, String message, JsonNode details) {
        if (message.contains("denied the request") && WEBHOOK.matcher(message).find()
                || message.startsWith("ValidatingAdmissionPolicy ")
                || message.contains(" denied request: ")) {
            return Reason.ADMISSION_DENIED;
        }
        if (code == 403 && message.contains("exceeded quota")) {
            return Reason.QUOTA_EXCEEDED;
        }
        return switch (code) {
            case 401 -> Reason.UNAUTHORIZED;
            case 403 -> Reason.FORBIDDEN;
            case 404 -> Trees.text(details, "name").isEmpty() ? Reason.UNKNOWN_KIND : Reason.NOT_FOUND;
            case 409 -> reason.equals("AlreadyExists") ? Reason.ALREADY_EXISTS : Reason.CONFLICT;
            case 410 -> Reason.GONE;
            case 400, 405, 406, 413, 415, 422 -> Reason.INVALID;
            case 429, 503 -> Reason.TOO_MANY_REQUESTS;
            case 504 -> Reason.UNREACHABLE;
            default -> message.startsWith(UNTYPABLE) ? Reason.INVALID : Reason.SERVER_ERROR;
        };
    }

    private static String shown(int code, String message) {
        return message.isEmpty() ? "HTTP status " + code : message;
    }

    /** What may be said of a Secret: who refused, and the class of the refusal, nothing of the words. */
    private static String hidden(Reason reason, int code, String message) {
        Matcher webhook = WEBHOOK.matcher(message);
        String by = reason == Reason.ADMISSION_DENIED && webhook.find() ? "webhook " + webhook.group(1) + ", " : "";
        return by + "HTTP status " + code + "; the server's message is not shown because it may quote the Secret";
    }

    private static String sentence(Reason reason, Target target, String words) {
        String prefix =
                switch (reason) {
                    case UNAUTHORIZED -> "the cluster does not accept the stored credential";
                    case FORBIDDEN -> "the cluster's account has no right to " + target.deed();
                    case NOT_FOUND -> "does not exist";
                    case UNKNOWN_KIND ->
                        "the cluster does not serve this kind; is its CustomResourceDefinition missing?";
                    case ALREADY_EXISTS -> "exists already";
                    case CONFLICT -> "changed meanwhile or a field is owned by someone else";
                    case INVALID ->
                        words.contains("immutable")
                                ? "a field that cannot be changed differs"
                                : "the cluster refuses this";
                    case ADMISSION_DENIED -> "an admission rule of the cluster refuses this";
                    case QUOTA_EXCEEDED -> "a quota of the namespace is used up";
                    case TOO_MANY_REQUESTS -> "the cluster is too busy";
                    case GONE -> "the listing is too old";
                    case UNREACHABLE -> "the cluster did not answer in time";
                    case SERVER_ERROR -> "the cluster failed";
                };
        return prefix + " (" + words + ")";
    }
}
