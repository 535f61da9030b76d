package dev.fairway.rendering.kustomize;

import dev.fairway.rendering.closure.Closure;
import dev.fairway.rendering.closure.Mount;
import dev.fairway.rendering.spec.SourceSpec.Kustomize;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Files that an application's {@code kustomize} block refers to, counted from the source's path. */
final class Additions {

    private Additions() {}

    /** The components to add; those that are missing only if the application does not want them ignored. */
    static List<String> components(Kustomize wishes, Closure closure, Mount mount, String folder) {
        return wishes.components().stream()
                .filter(component -> !wishes.ignoreMissingComponents() || exists(closure, mount, folder, component))
                .toList();
    }

    static Optional<String> pathOf(JsonNode patch) {
        JsonNode path = patch.path("path");
        return path.isString() && !path.stringValue().isEmpty() ? Optional.of(path.stringValue()) : Optional.empty();
    }

    private static boolean exists(Closure closure, Mount mount, String folder, String component) {
        String path = References.local("spec.source.kustomize", "components", folder, component);
        return closure.probe(mount, path).isPresent();
    }
}
