package dev.fairway.sandbox.api.http;

import dev.fairway.sandbox.api.StatusException;
import dev.fairway.sandbox.api.storage.ObjectJson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One HTTP request and its answer. */
final class Exchange {

    /** As a real server by default. */
    private static final int LARGEST_BODY = 3 * 1024 * 1024;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Map<String, String> query;

    Exchange(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
        this.query = query(request.getQueryString());
    }

    /** Only the query string counts, never a form in the body; of a repeated parameter the first. */
    private static Map<String, String> query(@org.jspecify.annotations.Nullable String text) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : (text == null ? "" : text).split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            parameters.putIfAbsent(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String method() {
        return request.getMethod();
    }

    String path() {
        return request.getRequestURI();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    boolean flag(String name) {
        String value = parameter(name);
        return value.equals("true") || value.equals("1");
    }

    long number(String name, long otherwise) {
        String value = parameter(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw StatusException.badRequest("strconv.ParseInt: parsing \"" + value + "\": invalid syntax");
        }
    }

    byte[] body() throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw StatusException.tooLarge("Request entity too large: limit is " + LARGEST_BODY);
        }
        return body;
    }

    String contentType() {
        String type = request.getContentType() == null ? "" : request.getContentType();
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).trim();
    }

    void warn(String text) {
        response.addHeader("Warning", "299 - \"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
    }

    void json(int status, JsonNode body) throws IOException {
        json(status, ObjectJson.write(body));
    }

    void json(int status, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    void text(int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/plain; charset=utf-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /** An answer whose length is not known; what is written goes out when it is flushed. */
    OutputStream stream(String contentType) throws IOException {
        response.setStatus(200);
        response.setContentType(contentType);
        response.flushBuffer();
        return response.getOutputStream();
    }

    boolean committed() {
        return response.isCommitted();
    }
}
