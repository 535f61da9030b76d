package dev.fairway.web.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** One address that a handler answers, with what the handler declares. */
record Route(String method, String pattern, HandlerMethod handler, Declaration declaration) {

    /** The number of no saved view, grant or repository: what may be done is tried without doing it. */
    private static final String NEVER = "987654321";

    static List<Route> of(RequestMappingHandlerMapping mapping) {
        List<Route> routes = new ArrayList<>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
            for (String pattern : info.getPatternValues()) {
                Stream<String> names =
                        methods.isEmpty() ? Stream.of("GET") : methods.stream().map(Enum::name);
                names.forEach(name -> routes.add(new Route(name, pattern, handler, Declaration.of(handler))));
            }
        });
        return routes;
    }

    boolean isApi() {
        return pattern.startsWith("/api/");
    }

    boolean isForm() {
        return !isApi() && !method.equals("GET");
    }

    /** The address about this object: an application, a project or an operation, whichever the handler is about. */
    String about(String application, long operation) {
        String path = pattern.replace("{app}", application)
                .replace("{namespace}", "argocd")
                .replace("{group}", "apps")
                .replace("{kind}", "Deployment")
                .replace("{resourceNamespace}", "shop");
        path = pattern.contains("{app}") ? path.replace("{name}", "web") : path.replace("{name}", application);
        path = path.replace("{id}", pattern.startsWith("/ops/") ? String.valueOf(operation) : NEVER);
        for (Map.Entry<String, String> part : Map.of(
                        "cluster",
                        "none",
                        "pod",
                        "web",
                        "revision",
                        "main",
                        "metric",
                        "changeLeadTime",
                        "system",
                        "generic",
                        "trigger",
                        "on-created")
                .entrySet()) {
            path = path.replace("{" + part.getKey() + "}", part.getValue());
        }
        // Whoever waits does so no longer than this test.
        return pattern.endsWith("/wait") ? path + "?timeout=0" : path;
    }

    @Override
    public String toString() {
        return method + " " + pattern;
    }
}
