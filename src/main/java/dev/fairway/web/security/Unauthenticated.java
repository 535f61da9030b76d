package dev.fairway.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** A person is shown the sign-in page and comes back afterwards; a script gets a 401 that says what to do. */
final class Unauthenticated implements AuthenticationEntryPoint {

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String accept = request.getHeader("Accept");
        boolean page = accept != null
                && accept.contains("text/html")
                && request.getHeader("Authorization") == null
                && !request.getRequestURI().startsWith("/api/");
        if (page && request.getMethod().equals("GET")) {
            String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
            response.sendRedirect(
                    "/sign-in?next=" + URLEncoder.encode(request.getRequestURI() + query, StandardCharsets.UTF_8));
        } else if (page) {
            response.sendRedirect("/sign-in");
        } else {
            response.setHeader("WWW-Authenticate", "Bearer");
            ProblemDocument.write(
                    response,
                    401,
                    "Unauthenticated",
                    "Send a valid token in the header Authorization: Bearer …, or sign in first.");
        }
    }
}
