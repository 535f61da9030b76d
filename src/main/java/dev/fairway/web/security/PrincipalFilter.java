package dev.fairway.web.security;

import dev.fairway.access.Access;
import dev.fairway.access.Principal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who asks: a token in {@code Authorization: Bearer}, else the session's cookie. */
final class PrincipalFilter extends OncePerRequestFilter {

    private static final String BEARER = "Bearer ";

    private final Access access;

    PrincipalFilter(Access access) {
        this.access = access;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        if (!path.startsWith("/css/") && !path.startsWith("/js/") && !path.startsWith("/sandbox/git/")) {
            principal(request).ifPresent(PrincipalFilter::authenticate);
        }
        chain.doFilter(request, response);
    }

    /** A token that is given but wrong is nobody, whatever cookie is there. */
    private Optional<Principal> principal(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            return authorization.startsWith(BEARER)
                    ? access.byToken(authorization.substring(BEARER.length()).strip())
                    : Optional.empty();
        }
        return cookie(request).flatMap(access::bySession);
    }

    private static Optional<String> cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(SessionCookie.nameFor(request))) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    private static void authenticate(Principal principal) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                principal, null, List.of(new SimpleGrantedAuthority("ROLE_" + principal.role()))));
        SecurityContextHolder.setContext(context);
    }
}
