package dev.fairway.web.live;

import dev.fairway.web.catalog.Catalog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Notes for each page how old the picture was before it was made. */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration implements WebMvcConfigurer {

    private final ObjectProvider<Catalog> catalog;

    LiveConfiguration(ObjectProvider<Catalog> catalog) {
        this.catalog = catalog;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HandlerInterceptor() {
            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                MadeAt.remember(request, catalog.getObject().position());
                return true;
            }
        });
    }
}
