package dev.fairway.sandbox.api.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a path points at. */
sealed interface Route {

    /** {@code /api}, {@code /apis}, {@code /version}, health, OpenAPI. */
    record Document(String path) implements Route {}

    /** {@code /api/v1}, {@code /apis/apps/v1}. */
    record GroupVersion(String group, String version) implements Route {}

    /** {@code /apis/apps}. */
    record Group(String group) implements Route {}

    /**
     * @param name empty for the collection
     * @param namespace empty for all namespaces or a cluster-scoped kind
     */
    record Resource(String group, String version, String namespace, String plural, String name, String subresource)
            implements Route {}

    Set<String> NAMESPACE_SUBRESOURCES = Set.of("status", "finalize");

    static Optional<Route> of(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            if (!part.isEmpty()) {
                parts.add(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        }
        if (parts.isEmpty()) {
            return Optional.of(new Document("/"));
        }
        boolean core = parts.getFirst().equals("api");
        boolean named = parts.getFirst().equals("apis");
        if ((!core && !named) || parts.size() == 1) {
            return Optional.of(new Document("/" + String.join("/", parts)));
        }
        if (named && parts.size() == 2) {
            return Optional.of(new Group(parts.get(1)));
        }
        String group = core ? "" : parts.get(1);
        String version = parts.get(core ? 1 : 2);
        List<String> rest = parts.subList(core ? 2 : 3, parts.size());
        return rest.isEmpty() ? Optional.of(new GroupVersion(group, version)) : resource(group, version, rest);
    }

    private static Optional<Route> resource(String group, String version, List<String> rest) {
        boolean inNamespace = rest.size() >= 3
                && rest.getFirst().equals("namespaces")
                && !(rest.size() == 3 && NAMESPACE_SUBRESOURCES.contains(rest.get(2)));
        String namespace = inNamespace ? rest.get(1) : "";
        List<String> own = inNamespace ? rest.subList(2, rest.size()) : rest;
        return Optional.of(new Resource(
                group,
                version,
                namespace,
                own.getFirst(),
                own.size() > 1 ? own.get(1) : "",
                own.size() > 2 ? String.join("/", own.subList(2, own.size())) : ""));
    }
}
