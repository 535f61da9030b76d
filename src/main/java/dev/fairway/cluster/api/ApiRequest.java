package dev.fairway.cluster.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * One request to an API server.
 *
 * @param method the HTTP method
 * @param path path and query below the server's address
 * @param accept the media types wanted
 * @param body sent with the request, if it has one
 * @param timeout until the headers of the answer, and until its end where the answer is read whole
 */
public record ApiRequest(String method, String path, String accept, Optional<Body> body, Duration timeout) {

    public static final String JSON = "application/json";
    public static final String APPLY_PATCH = "application/apply-patch+yaml";
    public static final String MERGE_PATCH = "application/merge-patch+json";
    public static final String JSON_PATCH = "application/json-patch+json";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** What is sent, and as which media type. */
    public record Body(String type, byte[] bytes) {}

    public static ApiRequest get(String path) {
        return new ApiRequest("GET", path, JSON, Optional.empty(), TIMEOUT);
    }

    public static ApiRequest send(String method, String path, String type, byte[] body) {
        return new ApiRequest(method, path, JSON, Optional.of(new Body(type, body)), TIMEOUT);
    }

    public ApiRequest accepting(String mediaTypes) {
        return new ApiRequest(method, path, mediaTypes, body, timeout);
    }

    public ApiRequest within(Duration longest) {
        return new ApiRequest(method, path, accept, body, longest);
    }

    /** Adds a parameter to the query. */
    public ApiRequest with(String parameter, String value) {
        String separator = path.indexOf('?') < 0 ? "?" : "&";
        String query = parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return new ApiRequest(method, path + separator + query, accept, body, timeout);
    }

    /** What the server does: {@code get}, {@code list} and so on are told apart by callers, this is the method. */
    boolean isWrite() {
        return !method.equals("GET");
    }
}
