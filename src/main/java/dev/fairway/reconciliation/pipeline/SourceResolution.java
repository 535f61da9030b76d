package dev.fairway.reconciliation.pipeline;

import dev.fairway.applications.ApplicationSpec;
import dev.fairway.cluster.ApiCatalog;
import dev.fairway.rendering.RenderRequest;
import dev.fairway.rendering.spec.SourceSpec;
import dev.fairway.resource.ApplicationName;
import dev.fairway.source.ResolvedChart;
import dev.fairway.source.ResolvedRevision;
import dev.fairway.source.Sources;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** From what an application says about its sources to files at exact revisions. */
@Component
class SourceResolution {

    private final Sources sources;

    SourceResolution(Sources sources) {
        this.sources = sources;
    }

    /**
     * @param overrides a revision per source that counts instead of the spec's; empty means what the spec says
     * @throws dev.fairway.resource.ProblemException if a repository, a revision or a chart cannot be had
     */
    RenderRequest resolve(
            ApplicationName application, ApplicationSpec spec, List<String> overrides, ApiCatalog catalog) {
        List<RenderRequest.Source> resolved = new ArrayList<>();
        for (int i = 0; i < spec.sources().size(); i++) {
            SourceSpec source = spec.sources().get(i);
            String revision =
                    i < overrides.size() && !overrides.get(i).isEmpty() ? overrides.get(i) : source.targetRevision();
            resolved.add(resolve(source, revision));
        }
        return new RenderRequest(
                application,
                spec.project(),
                List.copyOf(resolved),
                spec.destination().namespace(),
                catalog.version(),
                catalog.helmApiVersions());
    }

    private RenderRequest.Source resolve(SourceSpec source, String revision) {
        if (!source.chart().isEmpty() || source.repository().isOci()) {
            ResolvedChart chart = sources.chart(source.repository(), source.chart(), revision);
            return new RenderRequest.Source(source, chart.version(), chart.tree());
        }
        ResolvedRevision commit = sources.resolve(source.repository(), revision, source.tagPrefix());
        return new RenderRequest.Source(source, commit.sha(), sources.tree(source.repository(), commit.sha()));
    }
}
