package dev.fairway.rendering.spec;

import dev.fairway.resource.RepositoryUrl;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One entry of {@code spec.sources}, or {@code spec.source}.
 *
 * @param repository {@code repoURL}
 * @param path the folder inside the repository; empty when a chart is named
 * @param targetRevision empty means the default branch, or for a chart the newest version
 * @param chart the chart's name in a Helm repository; empty for Git
 * @param ref the name under which other sources reach this one's files as {@code $ref/…}; may be empty
 * @param name for people; may be empty
 * @param tagPrefix only tags with this prefix count; may be empty
 * @param helm the {@code helm} block. With a {@code kustomize} block beside it, Kustomize runs on what Helm gave
 * @param kustomize the {@code kustomize} block
 * @param directory the {@code directory} block
 * @param unsupported names of blocks that are not supported yet ({@code plugin}, {@code directory.jsonnet}, …)
 */
public record SourceSpec(
        RepositoryUrl repository,
        String path,
        String targetRevision,
        String chart,
        String ref,
        String name,
        String tagPrefix,
        Optional<Helm> helm,
        Optional<Kustomize> kustomize,
        Optional<Directory> directory,
        List<String> unsupported) {

    /**
     * Reads Argo CD's YAML shape.
     *
     * <p>A tool block counts only if it says something: {@code helm: {}} is as good as no block.
     *
     * @throws dev.fairway.resource.ProblemException if a field has the wrong type (code {@code InvalidSource})
     */
    public static SourceSpec read(JsonNode source) {
        return SourceSpecReader.read(source);
    }

    /** The {@code helm} block. Precedence, highest first: parameters, valuesObject, values, valueFiles (the last wins). */
    public record Helm(
            String releaseName,
            List<String> valueFiles,
            boolean ignoreMissingValueFiles,
            String values,
            Optional<JsonNode> valuesObject,
            List<Parameter> parameters,
            List<FileParameter> fileParameters,
            boolean skipCrds,
            boolean skipTests,
            boolean skipSchemaValidation,
            String kubeVersion,
            List<String> apiVersions,
            String namespace) {

        /** Nothing is asked for: the chart with its own values. */
        public static final Helm NONE = new Helm(
                "",
                List.of(),
                false,
                "",
                Optional.empty(),
                List.of(),
                List.of(),
                false,
                false,
                false,
                "",
                List.of(),
                "");
    }

    /** {@code helm.parameters[]}. */
    public record Parameter(String name, String value, boolean forceString) {}

    /** {@code helm.fileParameters[]}. */
    public record FileParameter(String name, String path) {}

    /** The {@code kustomize} block. */
    public record Kustomize(
            String namePrefix,
            String nameSuffix,
            List<String> images,
            List<Replica> replicas,
            List<JsonNode> patches,
            List<String> components,
            boolean ignoreMissingComponents,
            String namespace,
            Map<String, String> commonLabels,
            Map<String, String> commonAnnotations,
            boolean forceCommonLabels,
            boolean forceCommonAnnotations,
            boolean labelWithoutSelector,
            boolean labelIncludeTemplates) {

        /** Nothing is asked for: the kustomization as it is. */
        public static final Kustomize NONE = new Kustomize(
                "", "", List.of(), List.of(), List.of(), List.of(), false, "", Map.of(), Map.of(), false, false, false,
                false);
    }

    /** {@code kustomize.replicas[]}. */
    public record Replica(String name, int count) {}

    /** The {@code directory} block. */
    public record Directory(boolean recurse, String include, String exclude) {

        /** Nothing is asked for: the manifests of the folder itself. */
        public static final Directory NONE = new Directory(false, "", "");
    }
}
