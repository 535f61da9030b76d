package dev.fairway.rendering.process;

import java.time.Duration;

/**
 * What one child process may use.
 *
 * @param wallTime after this it is asked to end
 * @param grace after this much more, it and all its children are killed
 * @param outputBytes of standard output; more ends the process
 * @param messageBytes of standard error; the last ones are kept
 * @param residentBytes of memory, its children's included
 * @param parallel processes at the same time
 */
public record ProcessLimits(
        Duration wallTime, Duration grace, int outputBytes, int messageBytes, long residentBytes, int parallel) {

    public static final ProcessLimits DEFAULT = new ProcessLimits(
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            20 * 1024 * 1024,
            64 * 1024,
            512L * 1024 * 1024,
            Math.max(2, Runtime.getRuntime().availableProcessors()));
}
