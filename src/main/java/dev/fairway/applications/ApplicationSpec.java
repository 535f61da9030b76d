package dev.fairway.applications;

import dev.fairway.diff.spec.IgnoreRule;
import dev.fairway.rendering.spec.SourceSpec;
import dev.fairway.resource.Destination;
import dev.fairway.resource.Problem;
import dev.fairway.sync.spec.SyncPolicy;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * {@code spec} of an Application, in Argo CD's shape.
 *
 * @param project the project that must permit everything below
 * @param destination where it goes
 * @param sources {@code sources}, or {@code source} alone; {@code sources} wins if both are there
 * @param syncPolicy when and how to sync
 * @param ignoreDifferences what does not count as a difference
 */
public record ApplicationSpec(
        String project,
        Destination destination,
        List<SourceSpec> sources,
        SyncPolicy syncPolicy,
        List<IgnoreRule> ignoreDifferences) {

    static final int MOST_SOURCES = 32;

    /** @throws dev.fairway.resource.ProblemException {@code InvalidSpec} if a field is missing or wrong */
    public static ApplicationSpec read(JsonNode spec) {
        List<SourceSpec> sources = new ArrayList<>();
        if (!spec.path("sources").isEmpty()) {
            spec.path("sources").forEach(source -> sources.add(SourceSpec.read(source)));
        } else if (spec.path("source").isObject()) {
            sources.add(SourceSpec.read(spec.path("source")));
        }
        if (spec.has("sourceHydrator")) {
            throw Problem.stalled(
                            "NotSupportedYet",
                            "spec.sourceHydrator is not supported yet. Point spec.source at the branch that holds the"
                                    + " manifests.")
                    .asException();
        }
        if (sources.isEmpty()) {
            throw invalid("spec.source is missing. Give repoURL and path, or repoURL and chart.");
        }
        if (sources.size() > MOST_SOURCES) {
            throw invalid(
                    "spec.sources has %d entries; at most %d are allowed.".formatted(sources.size(), MOST_SOURCES));
        }
        JsonNode to = spec.path("destination");
        Destination destination = new Destination(
                to.path("server").asString(""),
                to.path("name").asString(""),
                to.path("namespace").asString(""));
        if (destination.server().isEmpty() == destination.name().isEmpty()) {
            throw invalid("spec.destination needs exactly one of server and name.");
        }
        List<IgnoreRule> ignore = new ArrayList<>();
        spec.path("ignoreDifferences").forEach(rule -> ignore.add(IgnoreRule.read(rule)));
        String project = spec.path("project").asString("");
        return new ApplicationSpec(
                project.isEmpty() ? "default" : project,
                destination,
                List.copyOf(sources),
                SyncPolicy.read(spec.path("syncPolicy")),
                List.copyOf(ignore));
    }

    private static RuntimeException invalid(String message) {
        return Problem.stalled("InvalidSpec", message).asException();
    }
}
