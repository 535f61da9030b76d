package dev.fairway.web.access;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.servlet.HandlerMapping;

/** What the address of a request says, read as the handlers read it. */
record Asked(HttpServletRequest request, Map<String, String> address) {

    private static final Pattern PART = Pattern.compile("\\{(\\w+)}");

    /** How the pages write an empty part of an address. */
    private static final String NONE = "-";

    /** Words of forms for which Argo CD has another one. */
    private static final Map<String, String> ACTIONS = Map.of("run", "create-job", "unsuspend", "resume");

    @SuppressWarnings("unchecked")
    static Asked of(HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return new Asked(request, variables instanceof Map<?, ?> map ? (Map<String, String>) map : Map.of());
    }

    /** Pages say it in the path; the API's namespace is a parameter. */
    ApplicationName application() {
        return address.containsKey("app")
                ? new ApplicationName(part("namespace"), part("app"))
                : new ApplicationName(parameter("appNamespace", ApplicationName.CONTROL_PLANE_NAMESPACE), part("name"));
    }

    String part(String name) {
        String value = address.get(name);
        if (value == null) {
            throw new IllegalStateException("No {%s} in the address".formatted(name));
        }
        return value;
    }

    long number(String name) {
        try {
            return Long.parseLong(part(name));
        } catch (NumberFormatException e) {
            throw Problem.stalled("NotFound", "There is nothing of this number.")
                    .asException();
        }
    }

    /** With its words in braces replaced. */
    String action(String template) {
        Matcher matcher = PART.matcher(template);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(word(found.group(1))));
    }

    /** What the policy calls a form's verb. */
    static String actionOf(String verb) {
        return ACTIONS.getOrDefault(verb, verb);
    }

    private String word(String name) {
        String value = address.containsKey(name) ? part(name) : parameter(name, "");
        if (name.equals("verb")) {
            return actionOf(value);
        }
        return value.equals(NONE) ? "" : value;
    }

    /** A parameter that is given twice would be read differently here and there. */
    private String parameter(String name, String otherwise) {
        String[] values = request.getParameterValues(name);
        if (values == null || values.length == 0 || values[0].isEmpty()) {
            return otherwise;
        }
        if (values.length > 1) {
            throw Problem.stalled("InvalidRequest", "The parameter %s was given more than once.".formatted(name))
                    .asException();
        }
        return values[0];
    }
}
