package dev.fairway.web.applications.resource;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.WellKnown;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** An object as YAML for people: without bookkeeping, and with a Secret's values covered. */
final class YamlView {

    private static final String COVERED = "(not shown)";

    private YamlView() {}

    static String of(Manifest object) {
        return Manifests.toYaml(object.with(tree -> {
                    ObjectNode metadata = tree.withObject("/metadata");
                    metadata.remove("managedFields");
                    if (metadata.path("annotations") instanceof ObjectNode annotations) {
                        annotations.remove(WellKnown.LAST_APPLIED);
                    }
                    if (object.isSecret()) {
                        cover(tree, "data");
                        cover(tree, "stringData");
                    }
                })
                .tree());
    }

    private static void cover(ObjectNode tree, String field) {
        if (tree.path(field) instanceof ObjectNode values) {
            Set.copyOf(values.propertyNames()).forEach(name -> values.put(name, COVERED));
        }
    }
}
