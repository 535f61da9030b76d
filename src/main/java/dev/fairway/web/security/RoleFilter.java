package dev.fairway.web.security;

import dev.fairway.access.Principal;
import dev.fairway.access.Principal.Role;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Which role a request needs. Everyone who is signed in may read; whatever changes something needs a developer, and what
 * the whole installation depends on an administrator. An address that is added later is closed to viewers by itself.
 */
final class RoleFilter extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        if (known != null && known.getPrincipal() instanceof Principal principal) {
            Role needed = needed(request);
            if (!principal.role().includes(needed)) {
                refuse(request, response, principal.role(), needed);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    /** The servlet path is decoded, as it is where handlers are chosen: an encoded letter changes nothing. */
    private static Role needed(HttpServletRequest request) {
        String path = request.getServletPath();
        if (SAFE.contains(request.getMethod())) {
            String refresh = request.getParameter("refresh");
            return refresh == null || refresh.isEmpty() ? Role.VIEWER : Role.DEVELOPER;
        }
        if (path.equals("/sign-out")
                || path.startsWith("/sign-in")
                || path.startsWith("/preferences/")
                || path.equals("/api/v1/session")
                || path.equals("/api/webhook")
                || path.startsWith("/api/webhook/incidents/")) {
            return Role.VIEWER;
        }
        boolean installation =
                Stream.of("repositories", "clusters", "projects").anyMatch(part -> path.startsWith("/api/v1/" + part));
        return installation ? Role.ADMIN : Role.DEVELOPER;
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Role has, Role needed)
            throws IOException {
        String accept = request.getHeader("Accept");
        if (accept != null
                && accept.contains("text/html")
                && !request.getServletPath().startsWith("/api/")) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        ProblemDocument.write(
                response,
                403,
                "RoleNeeded",
                "This needs the role %s; yours is %s. Ask an administrator for it."
                        .formatted(
                                needed.name().toLowerCase(Locale.ROOT),
                                has.name().toLowerCase(Locale.ROOT)));
    }
}
