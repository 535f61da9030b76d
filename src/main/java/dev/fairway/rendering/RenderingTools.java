package dev.fairway.rendering;

import java.util.List;

/**
 * With what this server renders, for the about page.
 *
 * @param programs helm and kubectl
 * @param fences what keeps them in
 */
public record RenderingTools(List<Program> programs, List<Fence> fences) {

    /**
     * @param name {@code helm} or {@code kubectl}
     * @param version empty if there is none
     * @param origin how it was found
     */
    public record Program(String name, String version, Origin origin) {}

    public enum Origin {
        CONFIGURED,
        BUNDLED,
        SEARCH_PATH,
        MISSING
    }

    /**
     * @param name a few words
     * @param holds whether it is in force on this server
     * @param remark what that means
     */
    public record Fence(String name, boolean holds, String remark) {}
}
