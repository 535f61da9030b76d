package dev.fairway.resource;

import tools.jackson.databind.JsonNode;

/**
 * One document of a text.
 *
 * @param tree its value; a null node for an empty document
 * @param number counted from 1
 * @param line where it begins, counted from 1
 */
record YamlDocument(JsonNode tree, int number, int line) {

    /** For messages: {@code deploy/all.yaml, document 2 (line 14)}. */
    String in(String origin) {
        return "%s, document %d (line %d)".formatted(origin, number, line);
    }
}
