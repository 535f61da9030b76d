package dev.fairway.web.settings.about;

import dev.fairway.rendering.RenderingTools.Fence;
import java.util.List;

/**
 * What the page tells.
 *
 * @param parts name, version and where it comes from
 * @param licences of what we hand on to browsers
 */
record About(List<Part> parts, List<Fence> fences, List<Licence> licences) {

    record Part(String name, String version, String origin) {}

    /** @param text in full */
    record Licence(String name, String text) {}
}
