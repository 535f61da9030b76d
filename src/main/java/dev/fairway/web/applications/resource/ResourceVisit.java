package dev.fairway.web.applications.resource;

import dev.fairway.resource.ResourceKey;
import dev.fairway.web.applications.AppLink;

/** The parts of an object's address, as Spring fills them in. */
record ResourceVisit(String namespace, String app, String group, String kind, String resourceNamespace, String name) {

    ResourceKey key() {
        return new ResourceKey(orEmpty(group), kind, orEmpty(resourceNamespace), name);
    }

    private static String orEmpty(String part) {
        return part.equals(AppLink.NONE) ? "" : part;
    }
}
