package dev.fairway.rendering;

import dev.fairway.resource.Manifest;
import java.util.List;

/**
 * What the sources say should run.
 *
 * @param key names the content of the inputs: the same key always means the same manifests
 * @param manifests in the order the tools gave them, Lists unpacked; Secret values are sealed
 * @param warnings for people, for example that two sources give the same object
 * @param closure the repository paths that were read or probed, per source; a path that ends in {@code /} stands for
 *     everything below it. A commit that touches none of them changes nothing
 */
public record RenderedManifests(
        String key, List<Manifest> manifests, List<String> warnings, List<List<String>> closure) {}
