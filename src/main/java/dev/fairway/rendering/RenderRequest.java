package dev.fairway.rendering;

import dev.fairway.rendering.spec.SourceSpec;
import dev.fairway.resource.ApplicationName;
import dev.fairway.source.SourceTree;
import java.util.List;

/**
 * Everything a render may depend on.
 *
 * @param application whose render it is; its names are the build environment
 * @param project the application's project
 * @param sources in the order of the spec
 * @param namespace the destination namespace
 * @param kubeVersion the destination's version, for example {@code 1.34.1}; only Helm sees it
 * @param apiVersions the destination's {@code group/version} and {@code group/version/Kind} list; only Helm sees it
 */
public record RenderRequest(
        ApplicationName application,
        String project,
        List<Source> sources,
        String namespace,
        String kubeVersion,
        List<String> apiVersions) {

    /**
     * One source with its files at hand.
     *
     * @param spec what the application says
     * @param revision the commit's SHA or the chart's version
     * @param tree the files of that revision; for a chart, {@code Chart.yaml} is at the root
     */
    public record Source(SourceSpec spec, String revision, SourceTree tree) {}
}
