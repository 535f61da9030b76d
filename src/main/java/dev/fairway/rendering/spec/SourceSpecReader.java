package dev.fairway.rendering.spec;

import tools.jackson.databind.JsonNode;

final class SourceSpecReader {

    private SourceSpecReader() {}

    static SourceSpec read(JsonNode source) {
        throw new UnsupportedOperationException("not written yet");
    }
}
