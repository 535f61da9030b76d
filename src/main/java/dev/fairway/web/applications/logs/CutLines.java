package dev.fairway.web.applications.logs;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a log line by line. Who writes it may never end a line: of a long one the rest is dropped, and never kept. */
public final class CutLines implements Closeable {

    /** Characters; far more than is shown, so that a filter finds something in what is not. */
    static final int LONGEST = 64 * 1024;

    private final BufferedReader reader;

    public CutLines(InputStream stream) {
        this.reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** Waits for a line; empty at the end. */
    public Optional<String> next() throws IOException {
        int first = reader.read();
        if (first < 0) {
            return Optional.empty();
        }
        StringBuilder line = new StringBuilder(128);
        for (int c = first; c >= 0 && c != '\n'; c = reader.read()) {
            if (line.length() < LONGEST) {
                line.append((char) c);
            }
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return Optional.of(line.toString());
    }

    /** The next lines, at most so many. */
    public List<String> first(int most) throws IOException {
        List<String> lines = new ArrayList<>();
        Optional<String> line = Optional.empty();
        while (lines.size() < most && (line = next()).isPresent()) {
            lines.add(line.get());
        }
        return List.copyOf(lines);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
