package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes pods from the template of a workload, as its controller and the server's admission do together. */
final class PodTemplate {

    private PodTemplate() {}

    /**
     * @param template {@code spec.template} of a workload, or the like
     * @param labels in addition to the template's
     */
    static Manifest pod(Manifest owner, JsonNode template, String name, Map<String, String> labels) {
        return pod(owner, template, name, labels, spec -> {});
    }

    static Manifest pod(
            Manifest owner, JsonNode template, String name, Map<String, String> labels, Consumer<ObjectNode> change) {
        ObjectNode tree = Json.object().put("apiVersion", "v1").put("kind", "Pod");
        ObjectNode metadata = tree.putObject("metadata");
        metadata.put("name", name).put("namespace", owner.namespace());
        String generated = owner.name() + "-";
        if (name.startsWith(generated) && !owner.kind().equals("StatefulSet")) {
            metadata.put("generateName", generated);
        }
        JsonNode from = template.path("metadata");
        ObjectNode all = metadata.putObject("labels");
        Json.strings(from.path("labels")).forEach(all::put);
        labels.forEach(all::put);
        if (!from.path("annotations").isEmpty()) {
            metadata.set("annotations", from.path("annotations").deepCopy());
        }
        ObjectNode spec = template.path("spec") instanceof ObjectNode object ? object.deepCopy() : Json.object();
        if (!spec.has("serviceAccountName")) {
            spec.put("serviceAccountName", "default").put("serviceAccount", "default");
        }
        tolerateBriefFailure(spec);
        change.accept(spec);
        tree.set("spec", spec);
        return Ownership.controlled(Manifest.of(tree), owner);
    }

    private static void tolerateBriefFailure(ObjectNode spec) {
        for (String taint : new String[] {"not-ready", "unreachable"}) {
            spec.withArrayProperty("tolerations")
                    .addObject()
                    .put("key", "node.kubernetes.io/" + taint)
                    .put("operator", "Exists")
                    .put("effect", "NoExecute")
                    .put("tolerationSeconds", 300);
        }
    }
}
