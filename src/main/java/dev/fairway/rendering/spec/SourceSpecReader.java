package dev.fairway.rendering.spec;

import dev.fairway.rendering.spec.SourceSpec.Directory;
import dev.fairway.rendering.spec.SourceSpec.FileParameter;
import dev.fairway.rendering.spec.SourceSpec.Helm;
import dev.fairway.rendering.spec.SourceSpec.Kustomize;
import dev.fairway.rendering.spec.SourceSpec.Parameter;
import dev.fairway.rendering.spec.SourceSpec.Replica;
import dev.fairway.resource.RepositoryUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** From Argo CD's YAML shape to values. Unknown fields are passed over, as Argo CD's own API does. */
final class SourceSpecReader {

    private SourceSpecReader() {}

    static SourceSpec read(JsonNode source) {
        Fields fields = new Fields("source", source);
        Fields helm = fields.object("helm");
        Fields kustomize = fields.object("kustomize");
        Fields directory = fields.object("directory");
        return new SourceSpec(
                new RepositoryUrl(fields.text("repoURL")),
                fields.text("path"),
                fields.text("targetRevision"),
                fields.text("chart"),
                fields.text("ref"),
                fields.text("name"),
                fields.text("tagPrefix"),
                unless(Helm.NONE, helm(helm)),
                unless(Kustomize.NONE, kustomize(kustomize)),
                unless(Directory.NONE, directory(directory)),
                unsupported(fields, kustomize, directory));
    }

    private static <T> Optional<T> unless(T nothing, T block) {
        return block.equals(nothing) ? Optional.empty() : Optional.of(block);
    }

    private static Helm helm(Fields helm) {
        return new Helm(
                helm.text("releaseName"),
                helm.texts("valueFiles"),
                helm.flag("ignoreMissingValueFiles"),
                helm.text("values"),
                helm.tree("valuesObject"),
                helm.objects("parameters").stream()
                        .map(parameter -> new Parameter(
                                parameter.text("name"), parameter.scalar("value"), parameter.flag("forceString")))
                        .toList(),
                helm.objects("fileParameters").stream()
                        .map(parameter -> new FileParameter(parameter.text("name"), parameter.text("path")))
                        .toList(),
                helm.flag("skipCrds"),
                helm.flag("skipTests"),
                helm.flag("skipSchemaValidation"),
                helm.text("kubeVersion"),
                helm.texts("apiVersions"),
                helm.text("namespace"));
    }

    private static Kustomize kustomize(Fields kustomize) {
        return new Kustomize(
                kustomize.text("namePrefix"),
                kustomize.text("nameSuffix"),
                kustomize.texts("images"),
                kustomize.objects("replicas").stream()
                        .map(replica -> new Replica(replica.text("name"), replica.number("count")))
                        .toList(),
                kustomize.objects("patches").stream().map(Fields::node).toList(),
                kustomize.texts("components"),
                kustomize.flag("ignoreMissingComponents"),
                kustomize.text("namespace"),
                kustomize.textMap("commonLabels"),
                kustomize.textMap("commonAnnotations"),
                kustomize.flag("forceCommonLabels"),
                kustomize.flag("forceCommonAnnotations"),
                kustomize.flag("labelWithoutSelector"),
                kustomize.flag("labelIncludeTemplates"));
    }

    private static Directory directory(Fields directory) {
        return new Directory(directory.flag("recurse"), directory.text("include"), directory.text("exclude"));
    }

    private static List<String> unsupported(Fields source, Fields kustomize, Fields directory) {
        List<String> blocks = new ArrayList<>();
        if (source.says("plugin")) {
            blocks.add("plugin");
        }
        if (directory.says("jsonnet")) {
            blocks.add("directory.jsonnet");
        }
        if (kustomize.says("version")) {
            blocks.add("kustomize.version");
        }
        if (kustomize.flag("commonAnnotationsEnvsubst")) {
            blocks.add("kustomize.commonAnnotationsEnvsubst");
        }
        return List.copyOf(blocks);
    }
}
