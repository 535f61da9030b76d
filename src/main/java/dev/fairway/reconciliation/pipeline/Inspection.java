package dev.fairway.reconciliation.pipeline;

import dev.fairway.applications.ApplicationSpec;
import dev.fairway.cluster.ClusterDriver;
import dev.fairway.cluster.Clusters.ClusterRef;
import dev.fairway.diff.Comparison;
import dev.fairway.diff.IgnoreRules;
import dev.fairway.rendering.RenderRequest;
import dev.fairway.rendering.RenderedManifests;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What Git says and what runs, seen at one moment.
 *
 * @param request the sources at exact revisions
 * @param rendered what they give
 * @param desired made ready for the destination
 * @param rules what does not count as a difference
 * @param permitted why an object must not be touched
 * @param live the live objects that matter
 * @param comparisons one per object
 * @param orphans what else is in the namespace, if the project looks for it
 */
public record Inspection(
        ApplicationSpec spec,
        ClusterRef cluster,
        ClusterDriver driver,
        RenderRequest request,
        RenderedManifests rendered,
        DesiredState desired,
        IgnoreRules rules,
        Function<ResourceKey, Optional<Problem>> permitted,
        Map<ResourceKey, Manifest> live,
        Map<ResourceKey, Comparison> comparisons,
        Orphans orphans) {

    public List<String> revisions() {
        return request.sources().stream().map(RenderRequest.Source::revision).toList();
    }

    /** Names the desired state; equal for two commits that ask for the same. */
    public String desiredHash() {
        return desired.hash(revisions());
    }

    public java.util.Set<ResourceKey> outOfSync() {
        return comparisons.values().stream()
                .filter(comparison -> !comparison.isSynced())
                .map(Comparison::key)
                .collect(Collectors.toSet());
    }
}
