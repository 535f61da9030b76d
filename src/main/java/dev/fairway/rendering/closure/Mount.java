package dev.fairway.rendering.closure;

import dev.fairway.source.SourceTree;

/**
 * A tree and its place in the export.
 *
 * @param source which of the request's sources it belongs to, counted from 0; negative for a fetched chart
 * @param at the folder of the export that stands for the tree's root
 * @param tree the files
 */
public record Mount(int source, String at, SourceTree tree) {

    /** Where a path of the tree is found in the export. */
    public String target(String path) {
        return RepositoryPath.join(at, path);
    }
}
