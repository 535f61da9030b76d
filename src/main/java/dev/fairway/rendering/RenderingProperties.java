package dev.fairway.rendering;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of {@code fairway.rendering}.
 *
 * @param helm the place of helm; by default the bundled one, then the PATH
 * @param kubectl the place of kubectl; likewise
 * @param allowWithoutNetworkIsolation agrees to run the tools where the system cannot take the network from them
 * @param timeout the wall time of one child process
 * @param maxOutput of one child process
 * @param maxMemory resident, of one child process
 * @param parallel child processes at the same time; 0 for one per processor, at least two
 * @param keepUnused how long a render is kept that nobody uses
 */
@ConfigurationProperties("fairway.rendering")
record RenderingProperties(
        @DefaultValue("") String helm,
        @DefaultValue("") String kubectl,
        @DefaultValue("false") boolean allowWithoutNetworkIsolation,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("20MB") DataSize maxOutput,
        @DefaultValue("512MB") DataSize maxMemory,
        @DefaultValue("0") int parallel,
        @DefaultValue("30d") Duration keepUnused) {

    Optional<Path> configuredHelm() {
        return path(helm);
    }

    Optional<Path> configuredKubectl() {
        return path(kubectl);
    }

    private static Optional<Path> path(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
    }
}
