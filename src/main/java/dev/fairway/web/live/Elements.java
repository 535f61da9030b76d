package dev.fairway.web.live;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Renders a fragment of a template outside of a request. */
@Component
public class Elements {

    private final ITemplateEngine templates;

    Elements(ITemplateEngine templates) {
        this.templates = templates;
    }

    /** The fragment of this name; its parameters are variables of the same names. */
    public String render(String template, String fragment, Map<String, Object> variables) {
        return templates
                .process(template, Set.of(fragment), new Context(Locale.ENGLISH, variables))
                .strip();
    }
}
