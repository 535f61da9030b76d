package dev.fairway.rendering;

/** Makes manifests of sources. */
public interface Renderer {

    /**
     * Renders, or returns the kept render of the same key.
     *
     * @throws dev.fairway.resource.ProblemException if the sources cannot be rendered; the message quotes the tool's own
     *     words, cleaned of paths, addresses with credentials and control characters
     */
    RenderedManifests render(RenderRequest request);

    /** With what this server renders and what fences it in, for the about page. Never fails. */
    RenderingTools tools();
}
