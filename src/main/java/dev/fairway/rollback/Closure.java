package dev.fairway.rollback;

import dev.fairway.rendering.RenderedManifests;
import java.util.ArrayList;
import java.util.List;

/** Which files of a repository an application reads, or looked for in vain. */
record Closure(List<String> paths) {

    /** @param sources which of the application's sources are meant */
    static Closure of(List<Integer> sources, RenderedManifests... renders) {
        List<String> paths = new ArrayList<>();
        for (RenderedManifests rendered : renders) {
            for (int source : sources) {
                if (source < rendered.closure().size()) {
                    paths.addAll(rendered.closure().get(source));
                }
            }
        }
        return new Closure(List.copyOf(paths));
    }

    boolean contains(String path) {
        return paths.stream()
                .anyMatch(each -> each.endsWith("/") ? path.startsWith(each) || each.equals("/") : path.equals(each));
    }
}
