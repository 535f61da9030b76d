package dev.fairway.rendering;

import dev.fairway.resource.Manifest;
import java.util.List;
import java.util.Optional;

/** Makes manifests of sources. */
public interface Renderer {

    /**
     * Renders, or returns the kept render of the same key.
     *
     * @throws dev.fairway.resource.ProblemException if the sources cannot be rendered; the message quotes the tool's own
     *     words, cleaned of paths, addresses with credentials and control characters
     */
    RenderedManifests render(RenderRequest request);

    /**
     * The manifests of an earlier render, found again by its key and by nothing else: what a sync started with is what it
     * goes on with after a restart, whatever Git says now. Empty once nobody used the render for a month.
     */
    Optional<List<Manifest>> kept(String key);

    /** With what this server renders and what fences it in, for the about page. Never fails. */
    RenderingTools tools();
}
