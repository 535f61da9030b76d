package dev.fairway.sandbox.api.schema;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One field of an object.
 *
 * @param required must be present in a custom resource; for built-in kinds only a hint
 * @param always the server writes it even when it is empty or zero
 * @param omitsZero zero, false and the empty text count as none
 * @param defaultValue what a custom resource gets when the field is left out, and what a key field counts as
 * @param merge how a strategic merge patch treats it
 */
public record Field(
        String name,
        SchemaType type,
        boolean required,
        boolean always,
        boolean omitsZero,
        Optional<JsonNode> defaultValue,
        MergeRule merge) {

    /**
     * @param mergesLists items are merged instead of the list being replaced
     * @param mergeKey names an item of a merged list of objects, empty for scalars
     * @param retainsKeys a patch may name the keys that stay
     */
    public record MergeRule(boolean mergesLists, String mergeKey, boolean retainsKeys) {
        public static final MergeRule REPLACE = new MergeRule(false, "", false);
    }
}
