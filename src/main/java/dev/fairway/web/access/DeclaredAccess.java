package dev.fairway.web.access;

import dev.fairway.access.Principal;
import dev.fairway.resource.Problem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Holds every call of a handler up until its declaration was looked at. */
@Component
class DeclaredAccess implements HandlerInterceptor, WebMvcConfigurer {

    private final org.springframework.beans.factory.ObjectProvider<Gate> gate;

    DeclaredAccess(org.springframework.beans.factory.ObjectProvider<Gate> gate) {
        this.gate = gate;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && request.getDispatcherType() != DispatcherType.ERROR) {
            switch (Declaration.of(method)) {
                case Declaration.OpenToAll open -> {}
                case Declaration.OfWhoIsSignedIn signedIn -> principal();
                case Declaration.Needed needed -> gate.getObject().pass(needed.needs(), principal(), Asked.of(request));
                case Declaration.Missing missing ->
                    throw Problem.stalled(
                                    "NotPermitted", "This address does not say what it needs, so nobody may use it.")
                            .asException();
            }
        }
        return true;
    }

    private static Principal principal() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Principal principal) {
            return principal;
        }
        throw Problem.stalled("NotPermitted", "Sign in first.").asException();
    }
}
