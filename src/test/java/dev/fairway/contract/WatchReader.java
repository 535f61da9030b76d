package dev.fairway.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads a watch line by line; it ends by its own time limit if what is awaited does not come. */
final class WatchReader implements AutoCloseable {

    private final BufferedReader lines;

    WatchReader(InputStream stream) {
        this.lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    JsonNode read() {
        try {
            String line = lines.readLine();
            return line == null ? Scenario.MAPPER.createObjectNode() : Scenario.MAPPER.readTree(line);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Type and name of so many events. */
    List<String> next(int count) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            JsonNode event = read();
            events.add(event.path("type").asString("") + " "
                    + event.path("object").path("metadata").path("name").asString(""));
        }
        return events;
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
