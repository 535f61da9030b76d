package dev.fairway.web.view;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** The server itself asks {@code /error} what to say of a failed request. Asked by anybody else there is no such address. */
@Component
class ErrorAddress implements WebMvcConfigurer, HandlerInterceptor {

    private static final String PATH = "/error";

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns(PATH);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws NoResourceFoundException {
        if (request.getDispatcherType() == DispatcherType.REQUEST) {
            throw new NoResourceFoundException(HttpMethod.valueOf(request.getMethod()), PATH, "error");
        }
        return true;
    }
}
