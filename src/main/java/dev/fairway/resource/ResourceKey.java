package dev.fairway.resource;

/**
 * Names one object in one cluster, whatever version it is read at.
 *
 * @param group the API group, empty for the core group
 * @param kind the kind
 * @param namespace the namespace, empty for a cluster-scoped object
 * @param name the name
 */
public record ResourceKey(String group, String kind, String namespace, String name) implements Comparable<ResourceKey> {

    public GroupKind groupKind() {
        return new GroupKind(group, kind);
    }

    public boolean isClusterScoped() {
        return namespace.isEmpty();
    }

    public ResourceKey inNamespace(String other) {
        return new ResourceKey(group, kind, other, name);
    }

    /** For people: {@code Deployment/shop/web}, {@code Namespace/shop}. */
    public String display() {
        return kind + "/" + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }

    /** Stable text form {@code group/kind/namespace/name}, used in JSON, URLs and the database. */
    @Override
    public String toString() {
        return group + "/" + kind + "/" + namespace + "/" + name;
    }

    /**
     * Reads the text form back.
     *
     * @throws IllegalArgumentException if the text has not exactly four parts
     */
    public static ResourceKey parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("Not a resource key (group/kind/namespace/name): " + text);
        }
        return new ResourceKey(parts[0], parts[1], parts[2], parts[3]);
    }

    @Override
    public int compareTo(ResourceKey other) {
        return toString().compareTo(other.toString());
    }
}
