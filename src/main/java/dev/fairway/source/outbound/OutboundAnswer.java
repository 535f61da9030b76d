package dev.fairway.source.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An answer whose body is read under the call's limits. Close it.
 *
 * @param uri where the answer came from, redirects followed
 * @param headers by name in lower case
 */
public record OutboundAnswer(URI uri, int status, Map<String, List<String>> headers, InputStream body)
        implements AutoCloseable {

    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /**
     * The whole body.
     *
     * @throws OutboundException if it is longer than allowed
     */
    public byte[] bytes() throws IOException {
        return body.readAllBytes();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
