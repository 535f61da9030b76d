package dev.fairway.rendering.kustomize;

import dev.fairway.rendering.process.ToolWords;
import dev.fairway.resource.Problem;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code name=other:tag}, {@code name:tag}, {@code name@sha256:…}, {@code name=other@sha256:…}. A {@code *} keeps what the
 * kustomization says.
 *
 * @param name the image as the manifests name it
 * @param newName empty to leave it
 * @param newTag empty to leave it
 * @param digest empty to leave it
 */
record ImageOverride(String name, String newName, String newTag, String digest) {

    static ImageOverride parse(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? "" : text.substring(0, equals);
        String image = text.substring(equals + 1);
        int at = image.indexOf('@');
        String digest = at < 0 ? "" : image.substring(at + 1);
        String tagged = at < 0 ? image : image.substring(0, at);
        // A colon before the last slash belongs to a registry's port.
        int colon = tagged.lastIndexOf(':');
        boolean hasTag = colon > tagged.lastIndexOf('/');
        String tag = hasTag ? tagged.substring(colon + 1) : "";
        String target = hasTag ? tagged.substring(0, colon) : tagged;
        if (target.isEmpty() || equals == 0 || equals < 0 && tag.isEmpty() && digest.isEmpty()) {
            throw Problem.stalled(
                            "InvalidKustomization",
                            "spec.source.kustomize.images holds %s; write name:tag, name@digest, name=other:tag or name=other@digest."
                                    .formatted(ToolWords.quote(text)))
                    .asException();
        }
        return equals < 0 ? new ImageOverride(target, "", tag, digest) : new ImageOverride(name, target, tag, digest);
    }

    /** The entry that takes the place of one that is there. */
    ObjectNode over(ObjectNode present) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode().put("name", name);
        put(entry, present, "newName", newName);
        put(entry, present, "newTag", newTag);
        put(entry, present, "digest", digest);
        return entry;
    }

    private static void put(ObjectNode entry, ObjectNode present, String field, String value) {
        String kept = value.equals("*") ? present.path(field).asString("") : value;
        if (!kept.isEmpty()) {
            entry.put(field, kept);
        }
    }
}
