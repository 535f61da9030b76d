package dev.fairway.cluster.live;

import dev.fairway.cluster.api.Trees;
import java.io.InputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One page of a list, read item by item so that a page of 500 large objects is never in memory as a whole.
 *
 * @param resourceVersion of the list
 * @param next where the next page starts, empty after the last
 */
record Listing(String resourceVersion, String next) {

    static Listing read(InputStream page, Consumer<ObjectNode> items) {
        JsonNode metadata = Trees.object();
        try (JsonParser parser = Trees.MAPPER.createParser(page)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (field.equals("items") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        JsonNode item = Trees.MAPPER.readTree(parser);
                        items.accept((ObjectNode) item);
                    }
                } else if (field.equals("metadata")) {
                    metadata = Trees.MAPPER.readTree(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return new Listing(Trees.text(metadata, "resourceVersion"), Trees.text(metadata, "continue"));
    }
}
