package dev.fairway.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One Kubernetes object as a value, desired or live. Never changes after it is made: {@link #tree()} is read-only by
 * contract, every {@code with…} returns another manifest.
 *
 * <p>The values of a Secret ({@code data}) are never held in clear: they are {@link SecretText} forms.
 */
public final class Manifest {

    private final ObjectNode tree;

    private Manifest(ObjectNode tree) {
        this.tree = tree;
    }

    /** Takes ownership of the tree: the caller must not change it afterwards. */
    public static Manifest of(ObjectNode tree) {
        return new Manifest(tree);
    }

    public GroupVersionKind gvk() {
        return GroupVersionKind.of(text("/apiVersion"), text("/kind"));
    }

    public ResourceKey key() {
        GroupVersionKind gvk = gvk();
        return new ResourceKey(gvk.group(), gvk.kind(), namespace(), name());
    }

    public String kind() {
        return text("/kind");
    }

    public String group() {
        return gvk().group();
    }

    /** The name, empty when the object only has a {@code generateName}. */
    public String name() {
        return text("/metadata/name");
    }

    public String generateName() {
        return text("/metadata/generateName");
    }

    /** The namespace as written, empty when none is. */
    public String namespace() {
        return text("/metadata/namespace");
    }

    public Optional<String> uid() {
        return optionalText("/metadata/uid");
    }

    public Optional<String> resourceVersion() {
        return optionalText("/metadata/resourceVersion");
    }

    public long generation() {
        return at("/metadata/generation").asLong(0);
    }

    public boolean isBeingDeleted() {
        return optionalText("/metadata/deletionTimestamp").isPresent();
    }

    public Optional<String> annotation(String name) {
        JsonNode value = tree.path("metadata").path("annotations").path(name);
        return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    public Optional<String> label(String name) {
        JsonNode value = tree.path("metadata").path("labels").path(name);
        return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    public Map<String, String> annotations() {
        return stringMap("annotations");
    }

    public Map<String, String> labels() {
        return stringMap("labels");
    }

    /** The node at an RFC 6901 pointer; a missing node when there is none. */
    public JsonNode at(String pointer) {
        return tree.at(pointer);
    }

    /** The text at a pointer, empty when there is no text there. */
    public String text(String pointer) {
        JsonNode node = tree.at(pointer);
        return node.isString() ? node.stringValue() : "";
    }

    public Optional<String> optionalText(String pointer) {
        String text = text(pointer);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** The whole object, to read only. */
    public ObjectNode tree() {
        return tree;
    }

    /** A copy to which a change has been made. */
    public Manifest with(Consumer<ObjectNode> change) {
        ObjectNode copy = tree.deepCopy();
        change.accept(copy);
        return new Manifest(copy);
    }

    public Manifest withNamespace(String namespace) {
        return with(copy -> copy.withObject("/metadata").put("namespace", namespace));
    }

    public Manifest withName(String name) {
        return with(copy -> copy.withObject("/metadata").put("name", name));
    }

    public Manifest withAnnotation(String name, String value) {
        return with(copy ->
                copy.withObject("/metadata").withObjectProperty("annotations").put(name, value));
    }

    public Manifest withLabel(String name, String value) {
        return with(copy ->
                copy.withObject("/metadata").withObjectProperty("labels").put(name, value));
    }

    public boolean isSecret() {
        return "Secret".equals(kind()) && group().isEmpty();
    }

    private Map<String, String> stringMap(String field) {
        Map<String, String> result = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                tree.path("metadata").path(field).properties()) {
            if (entry.getValue().isString()) {
                result.put(entry.getKey(), entry.getValue().stringValue());
            }
        }
        return result;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Manifest manifest && tree.equals(manifest.tree);
    }

    @Override
    public int hashCode() {
        return tree.hashCode();
    }

    /** Names the object only: a whole object has no place in a log line. */
    @Override
    public String toString() {
        return key().toString();
    }
}
