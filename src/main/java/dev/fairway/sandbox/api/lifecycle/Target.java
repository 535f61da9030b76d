package dev.fairway.sandbox.api.lifecycle;

import dev.fairway.sandbox.api.schema.ResourceType;

/**
 * What a request is about.
 *
 * @param subresource empty for the object itself
 * @param namespace empty for a cluster-scoped object
 * @param name empty for a creation with a generated name
 */
public record Target(ResourceType type, String subresource, String namespace, String name) {

    public Target named(String other) {
        return new Target(type, subresource, namespace, other);
    }

    boolean isStatus() {
        return subresource.equals("status");
    }
}
