package dev.fairway.sandbox.api;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/** Writes the log of a container. */
@FunctionalInterface
public interface PodLogs {

    /**
     * @param previous the container before the last restart
     * @param follow keep writing until the container ends or the reader goes away
     * @param tailLines only so many of the last lines
     * @param since only lines younger than this
     * @param sinceTime only lines written after this
     * @param timestamps each line begins with its time, RFC 3339 with nanoseconds
     */
    record Request(
            ObjectNode pod,
            String container,
            boolean previous,
            boolean follow,
            OptionalInt tailLines,
            Optional<Duration> since,
            Optional<Instant> sinceTime,
            boolean timestamps) {}

    /**
     * Writes and flushes lines; with {@code follow} it blocks.
     *
     * @throws StatusException before anything is written, when there is no such log
     * @throws IOException when the reader went away
     */
    void write(Request request, OutputStream out) throws IOException;
}
