package dev.fairway.web.security;

import dev.fairway.access.Principal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who asks. */
final class PrincipalFilter extends OncePerRequestFilter {

    private final Presence presence;

    PrincipalFilter(Presence presence) {
        this.presence = presence;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        if (!path.startsWith("/css/") && !path.startsWith("/js/") && !path.startsWith("/sandbox/git/")) {
            presence.arriving(request).ifPresent(PrincipalFilter::authenticate);
        }
        chain.doFilter(request, response);
    }

    private static void authenticate(Principal principal) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                principal, null, List.of(new SimpleGrantedAuthority("ROLE_" + principal.role()))));
        SecurityContextHolder.setContext(context);
    }
}
