package dev.fairway.web.security;

import dev.fairway.access.Principal;
import dev.fairway.audit.AuditTrail;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.MDC;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Nobody who is signed in changes anything without a trace. What was done is recorded where it is done; this records what
 * was refused or failed, since that is undone there, and what nobody recorded.
 */
final class RecordedRequests extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** They change nothing that anybody else sees, or have records of their own. */
    private static final List<String> UNRECORDED =
            List.of("/sign-in", "/sign-out", "/preferences/", "/api/v1/session", "/api/webhook");

    /** Forms that are looked at while they are written. The API has no such address, but may have objects of these names. */
    private static final List<String> LOOKS = List.of("/check", "/preview");

    private final AuditTrail audit;

    RecordedRequests(AuditTrail audit) {
        this.audit = audit;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return SAFE.contains(request.getMethod())
                || UNRECORDED.stream().anyMatch(request.getServletPath()::startsWith)
                || isLook(request);
    }

    private static boolean isLook(HttpServletRequest request) {
        String path = request.getServletPath();
        return request.getMethod().equals("POST")
                && !path.startsWith("/api/")
                && LOOKS.stream().anyMatch(path::endsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        if (known == null || !(known.getPrincipal() instanceof Principal principal)) {
            chain.doFilter(request, response);
            return;
        }
        boolean answered = false;
        try {
            chain.doFilter(request, response);
            answered = true;
        } finally {
            record(principal, request, answered ? response.getStatus() : HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        }
    }

    private void record(Principal principal, HttpServletRequest request, int status) {
        String action = request.getMethod() + " " + pattern(request);
        Map<String, Integer> detail = Map.of("status", status);
        String target = request.getServletPath();
        if (status >= 500) {
            audit.failed(principal.actor(), action, target, RememberedFailure.reason(request, status), detail);
        } else if (status >= 400) {
            audit.refused(principal.actor(), action, target, RememberedFailure.reason(request, status), detail);
        } else if (MDC.get(AuditTrail.RECORDED) == null) {
            audit.record(principal.actor(), action, target, detail);
        }
    }

    private static String pattern(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? request.getServletPath() : pattern.toString();
    }
}
