package dev.fairway.web.security;

import dev.fairway.web.view.LocalAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** A person is shown the sign-in page and comes back afterwards; a script gets a 401 that says what to do. */
final class Unauthenticated implements AuthenticationEntryPoint {

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (request.getHeader("HX-Request") != null) {
            // Only a part of the page was asked for: the whole page goes to the sign-in, and comes back.
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader("HX-Redirect", "/sign-in?next=" + encoded(local(request.getHeader("HX-Current-URL"))));
            return;
        }
        String accept = request.getHeader("Accept");
        boolean page = accept != null
                && accept.contains("text/html")
                && request.getHeader("Authorization") == null
                && !request.getRequestURI().startsWith("/api/");
        if (page && request.getMethod().equals("GET")) {
            String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
            response.sendRedirect("/sign-in?next=" + encoded(request.getRequestURI() + query));
        } else if (page) {
            // What was sent is not kept: they come back to the form, and send it again.
            response.sendRedirect("/sign-in?next=" + encoded(local(request.getHeader("Referer"))));
        } else {
            response.setHeader("WWW-Authenticate", "Bearer");
            ProblemDocument.write(
                    response,
                    401,
                    "Unauthenticated",
                    "Send a valid token in the header Authorization: Bearer …, or sign in first.");
        }
    }

    /** The address of a page as a browser names it, without its host. */
    private static String local(@Nullable String whole) {
        try {
            URI page = URI.create(whole == null ? "/" : whole);
            String query = page.getRawQuery() == null ? "" : "?" + page.getRawQuery();
            return page.getRawPath() == null ? "/" : LocalAddress.of(page.getRawPath() + query);
        } catch (IllegalArgumentException unreadable) {
            return "/";
        }
    }

    private static String encoded(String address) {
        return URLEncoder.encode(address, StandardCharsets.UTF_8);
    }
}
