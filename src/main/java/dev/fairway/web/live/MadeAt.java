package dev.fairway.web.live;

import dev.fairway.web.catalog.Catalog;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.RequestScope;

/**
 * Up to where the page of this request surely knows everything: live updates begin there, so that nothing is lost between
 * the page and its stream. Taken before the page is made. Templates reach it as {@code @madeAt}.
 */
@Component("madeAt")
@RequestScope
public class MadeAt {

    private static final String ATTRIBUTE = MadeAt.class.getName();

    private final HttpServletRequest request;
    private final Catalog catalog;

    MadeAt(HttpServletRequest request, Catalog catalog) {
        this.request = request;
        this.catalog = catalog;
    }

    static void remember(HttpServletRequest request, long position) {
        request.setAttribute(ATTRIBUTE, position);
    }

    public long getPosition() {
        return request.getAttribute(ATTRIBUTE) instanceof Long position ? position : catalog.position();
    }
}
