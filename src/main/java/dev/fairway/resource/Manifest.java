package dev.fairway.resource;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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

    /** Found out when it is first asked for; a race finds out the same twice. */
    private @Nullable String hash;

    private Manifest(ObjectNode tree) {
        this.tree = tree;
    }

    /** Takes ownership of the tree: the caller must not change it afterwards. */
    public static Manifest of(ObjectNode tree) {
        return new Manifest(tree);
    }

    public GroupVersionKind gvk() {
        return GroupVersionKind.of(text(tree.path("apiVersion")), kind());
    }

    public ResourceKey key() {
        GroupVersionKind gvk = gvk();
        return new ResourceKey(gvk.group(), gvk.kind(), namespace(), name());
    }

    public String kind() {
        return text(tree.path("kind"));
    }

    public String group() {
        return gvk().group();
    }

    /** The name, empty when the object only has a {@code generateName}. */
    public String name() {
        return metadata("name");
    }

    public String generateName() {
        return metadata("generateName");
    }

    /** The namespace as written, empty when none is. */
    public String namespace() {
        return metadata("namespace");
    }

    public Optional<String> uid() {
        return present(metadata("uid"));
    }

    public Optional<String> resourceVersion() {
        return present(metadata("resourceVersion"));
    }

    public long generation() {
        return at("/metadata/generation").asLong(0);
    }

    public boolean isBeingDeleted() {
        return !metadata("deletionTimestamp").isEmpty();
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
        return text(tree.at(pointer));
    }

    /** By fields, not by a pointer: these few are read for every object at every turn. */
    private String metadata(String field) {
        return text(tree.path("metadata").path(field));
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.stringValue() : "";
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    public Optional<String> optionalText(String pointer) {
        return present(text(pointer));
    }

    /** The whole object, to read only. */
    public ObjectNode tree() {
        return tree;
    }

    /** SHA-256 of what the object says, not of how it was written; Secret values count by their fingerprints. */
    public String hash() {
        String known = hash;
        if (known == null) {
            known = Hashes.sha256(CanonicalJson.of(this));
            hash = known;
        }
        return known;
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
