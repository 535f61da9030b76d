package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What a container gets from ConfigMaps and Secrets, and what of it is missing. */
record Environment(Manifest pod, ClusterView view) {

    /**
     * Whether a variable is set, by value or from an existing source.
     *
     * @param container from the pod's spec
     */
    boolean has(JsonNode container, String variable) {
        boolean direct = each(container.path("env"))
                .filter(entry -> variable.equals(Json.text(entry.path("name"))))
                .anyMatch(this::isSet);
        return direct || each(container.path("envFrom")).anyMatch(source -> supplies(source, variable));
    }

    private boolean isSet(JsonNode entry) {
        JsonNode from = entry.path("valueFrom");
        if (from.has("configMapKeyRef")) {
            return hasKey(Kinds.CONFIG_MAP, from.path("configMapKeyRef"));
        }
        if (from.has("secretKeyRef")) {
            return hasKey(Kinds.SECRET, from.path("secretKeyRef"));
        }
        return !from.isMissingNode() || entry.has("value");
    }

    private boolean supplies(JsonNode source, String variable) {
        String prefix = Json.text(source.path("prefix"));
        if (!variable.startsWith(prefix)) {
            return false;
        }
        String key = variable.substring(prefix.length());
        return find(Kinds.CONFIG_MAP, source.path("configMapRef"))
                        .filter(map -> holds(map, key))
                        .isPresent()
                || find(Kinds.SECRET, source.path("secretRef"))
                        .filter(map -> holds(map, key))
                        .isPresent();
    }

    /** In the kubelet's words, why the container cannot be created; empty when nothing is missing. */
    Optional<String> missing(JsonNode container) {
        Stream<Optional<String>> wholes = each(container.path("envFrom"))
                .flatMap(source -> Stream.of(
                        missingObject(Kinds.CONFIG_MAP, source.path("configMapRef")),
                        missingObject(Kinds.SECRET, source.path("secretRef"))));
        Stream<Optional<String>> keys = each(container.path("env"))
                .map(entry -> entry.path("valueFrom"))
                .flatMap(from -> Stream.of(
                        missingKey(Kinds.CONFIG_MAP, from.path("configMapKeyRef")),
                        missingKey(Kinds.SECRET, from.path("secretKeyRef"))));
        return Stream.concat(wholes, keys).flatMap(Optional::stream).findFirst();
    }

    /** In the kubelet's words, why a volume cannot be mounted; empty when nothing is missing. */
    Optional<String> missingVolume() {
        return each(pod.at("/spec/volumes"))
                .flatMap(volume -> Stream.of(
                                missingObject(Kinds.CONFIG_MAP, volume.path("configMap")),
                                missingObject(Kinds.SECRET, volume.path("secret")))
                        .flatMap(Optional::stream)
                        .map(cause -> "MountVolume.SetUp failed for volume \"" + Json.text(volume.path("name"))
                                + "\" : " + cause))
                .findFirst();
    }

    private Optional<String> missingObject(GroupKind kind, JsonNode reference) {
        return reference.isMissingNode()
                        || isOptional(reference)
                        || find(kind, reference).isPresent()
                ? Optional.empty()
                : Optional.of(word(kind) + " \"" + name(reference) + "\" not found");
    }

    private Optional<String> missingKey(GroupKind kind, JsonNode reference) {
        Optional<String> object = missingObject(kind, reference);
        if (object.isPresent() || reference.isMissingNode() || isOptional(reference) || hasKey(kind, reference)) {
            return object;
        }
        return Optional.of("couldn't find key " + Json.text(reference.path("key")) + " in " + kind.kind() + " "
                + pod.namespace() + "/" + name(reference));
    }

    private boolean hasKey(GroupKind kind, JsonNode reference) {
        return find(kind, reference)
                .filter(object -> holds(object, Json.text(reference.path("key"))))
                .isPresent();
    }

    private Optional<Manifest> find(GroupKind kind, JsonNode reference) {
        return reference.isMissingNode() ? Optional.empty() : view.find(kind, pod.namespace(), name(reference));
    }

    private static boolean holds(Manifest object, String key) {
        return object.at("/data").has(key) || object.at("/binaryData").has(key);
    }

    private static boolean isOptional(JsonNode reference) {
        return reference.path("optional").asBoolean(false);
    }

    /** A volume of a Secret says {@code secretName} where everything else says {@code name}. */
    private static String name(JsonNode reference) {
        return Json.text(reference.has("secretName") ? reference.path("secretName") : reference.path("name"));
    }

    private static String word(GroupKind kind) {
        return kind.equals(Kinds.SECRET) ? "secret" : "configmap";
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
