package dev.fairway.rendering.tool;

import dev.fairway.rendering.RenderingTools.Origin;
import java.nio.file.Path;

/**
 * A program that was found.
 *
 * @param name {@code helm} or {@code kubectl}
 * @param binary its absolute place
 * @param version as it tells it, without a leading {@code v}
 * @param origin how it was found
 */
public record Tool(String name, Path binary, String version, Origin origin) {

    /** Its part of a key: another version may render otherwise. */
    public String identity() {
        return name + " " + version;
    }
}
