package dev.fairway.rendering.tool;

import dev.fairway.rendering.closure.Closure;
import dev.fairway.resource.Manifest;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * How one source is rendered, worked out without running anything. What a recipe gives depends on nothing but its
 * closure, its parameters and the versions of its tools; that makes its key.
 */
public interface Recipe {

    /** {@code directory}, {@code helm}, {@code kustomize} or {@code helm+kustomize}. */
    String name();

    /** The programs it needs. Asking may fail if there is none. */
    List<Tool> tools(Toolbox toolbox);

    Closure closure();

    /** Everything but files that decides what is rendered, build environment filled in. */
    JsonNode parameters();

    /**
     * Carries it out.
     *
     * @throws dev.fairway.resource.ProblemException if the source cannot be rendered
     */
    List<Manifest> render(Workbench bench);
}
