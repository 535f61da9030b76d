package dev.fairway.web.security;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.JsonNodeFactory;

/** An RFC 9457 problem document, written where no controller is involved. */
final class ProblemDocument {

    private ProblemDocument() {}

    static void write(HttpServletResponse response, int status, String code, String detail) throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", code)
                .put("status", status)
                .put("detail", detail)
                .put("code", code)
                .toString();
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
}
