package dev.fairway.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * No parameter of an address or field of a form holds the character U+0000: Postgres cannot keep it, and programs that are given
 * it end a text there.
 */
final class WholeParameters extends OncePerRequestFilter {

    /** They read their bodies themselves, which looking for parameters would use up. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.startsWith("/api/webhook") || path.startsWith("/sandbox/git/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean whole = request.getParameterMap().entrySet().stream()
                .allMatch(each ->
                        isWhole(each.getKey()) && Arrays.stream(each.getValue()).allMatch(WholeParameters::isWhole));
        if (whole) {
            chain.doFilter(request, response);
        } else if (request.getServletPath().startsWith("/api/")) {
            ProblemDocument.write(
                    response, 400, "InvalidParameter", "A parameter holds the character U+0000. Leave it out.");
        } else {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    private static boolean isWhole(String text) {
        return text.indexOf('\0') < 0;
    }
}
