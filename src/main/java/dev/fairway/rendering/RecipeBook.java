package dev.fairway.rendering;

import dev.fairway.rendering.closure.Closure;
import dev.fairway.rendering.closure.Mount;
import dev.fairway.rendering.closure.RepositoryPath;
import dev.fairway.rendering.directory.DirectoryRecipe;
import dev.fairway.rendering.helm.BuildEnvironment;
import dev.fairway.rendering.helm.HelmRecipe;
import dev.fairway.rendering.helm.HelmRecipes;
import dev.fairway.rendering.kustomize.Kustomizations;
import dev.fairway.rendering.kustomize.KustomizeRecipe;
import dev.fairway.rendering.kustomize.PostRenderRecipe;
import dev.fairway.rendering.process.ToolWords;
import dev.fairway.rendering.spec.SourceSpec;
import dev.fairway.rendering.spec.SourceSpec.Directory;
import dev.fairway.rendering.spec.SourceSpec.Helm;
import dev.fairway.rendering.tool.Recipe;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.source.SourceTree.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses how a source is rendered: a block that says something wins; else {@code Chart.yaml} means Helm, a kustomization
 * file Kustomize, anything else plain manifests. Starts nothing.
 */
final class RecipeBook {

    private static final String REF = "[A-Za-z0-9_][A-Za-z0-9_-]{0,62}";

    private final HelmRecipes helm;

    RecipeBook(ChartDependencies dependencies) {
        this.helm = new HelmRecipes(dependencies);
    }

    /** The recipe of one source; none if the source only lends its files to others. */
    Optional<Recipe> recipe(RenderRequest request, int index) {
        SourceSpec spec = request.sources().get(index).spec();
        if (!spec.unsupported().isEmpty()) {
            throw Problem.stalled(
                            "NotSupportedYet",
                            "The source uses %s, which Fairway does not support yet. Remove it, or commit the manifests that it gives."
                                    .formatted(String.join(", ", spec.unsupported())))
                    .asException();
        }
        if (spec.path().isEmpty() && spec.chart().isEmpty()) {
            if (spec.ref().isEmpty()) {
                throw invalid(
                        "The source has neither a path nor a chart. Set one; the root of the repository is \".\".");
            }
            return Optional.empty();
        }
        Mount mount = new Mount(index, "tree", request.sources().get(index).tree());
        String folder = folder(spec, mount);
        return Optional.of(
                spec.chart().isEmpty() ? ofPath(request, index, mount, folder) : chart(request, index, mount, folder));
    }

    private Recipe ofPath(RenderRequest request, int index, Mount mount, String folder) {
        SourceSpec spec = request.sources().get(index).spec();
        boolean chart = isFile(mount, RepositoryPath.join(folder, "Chart.yaml"));
        boolean kustomization =
                Kustomizations.fileIn(new Closure(), mount, folder).isPresent();
        if (spec.directory().isPresent()) {
            if (chart
                    || kustomization
                    || spec.helm().isPresent()
                    || spec.kustomize().isPresent()) {
                throw invalid("The source has a directory block, but %s. Remove the block or point the path elsewhere."
                        .formatted(
                                chart
                                        ? "its path holds a Helm chart"
                                        : kustomization
                                                ? "its path holds a kustomization"
                                                : "a block for another tool too"));
            }
            return DirectoryRecipe.of(mount, folder, spec.directory().get());
        }
        if (spec.helm().isPresent() || chart && spec.kustomize().isEmpty()) {
            return chart(request, index, mount, folder);
        }
        if (spec.kustomize().isPresent() || kustomization) {
            return KustomizeRecipe.of(mount, folder, spec.kustomize());
        }
        return DirectoryRecipe.of(mount, folder, Directory.NONE);
    }

    private Recipe chart(RenderRequest request, int index, Mount mount, String folder) {
        RenderRequest.Source source = request.sources().get(index);
        HelmRecipe recipe = helm.plan(
                mount,
                folder,
                references(request),
                new HelmRecipes.Wishes(
                        source.spec().helm().orElse(Helm.NONE),
                        BuildEnvironment.of(request, source),
                        request.application().name(),
                        request.namespace(),
                        request.kubeVersion(),
                        request.apiVersions()));
        return source.spec().kustomize().isEmpty()
                ? recipe
                : PostRenderRecipe.of(
                        recipe, mount, folder, source.spec().kustomize().get());
    }

    private static Map<String, Mount> references(RenderRequest request) {
        Map<String, Mount> references = new HashMap<>();
        List<RenderRequest.Source> sources = request.sources();
        for (int i = 0; i < sources.size(); i++) {
            SourceSpec spec = sources.get(i).spec();
            if (spec.ref().isEmpty()) {
                continue;
            }
            if (!spec.ref().matches(REF)) {
                throw invalid("A source has the ref %s; use letters, digits, - and _."
                        .formatted(ToolWords.quote(spec.ref())));
            }
            if (!spec.chart().isEmpty()) {
                throw invalid("The source with the ref %s is a chart; only files of a Git repository can be lent."
                        .formatted(spec.ref()));
            }
            Mount mount = new Mount(i, "refs/" + spec.ref(), sources.get(i).tree());
            if (references.put(spec.ref(), mount) != null) {
                throw invalid("Two sources have the ref %s.".formatted(spec.ref()));
            }
        }
        return references;
    }

    private static String folder(SourceSpec spec, Mount mount) {
        String path = spec.chart().isEmpty() ? spec.path() : "";
        String folder = RepositoryPath.resolve("", path).orElseThrow(() -> Problem.stalled(
                        "PathLeavesRepository",
                        "The path %s leads out of the repository.".formatted(ToolWords.quote(spec.path())))
                .asException());
        boolean present = folder.isEmpty()
                || mount.tree()
                        .find(folder)
                        .filter(entry -> entry.kind() == Kind.FOLDER)
                        .isPresent();
        if (!present) {
            throw Problem.stalled(
                            "PathMissing",
                            "The repository has no folder %s at this revision. Check spec.source.path and targetRevision."
                                    .formatted(ToolWords.quote(folder)))
                    .asException();
        }
        return folder;
    }

    private static boolean isFile(Mount mount, String path) {
        return mount.tree()
                .find(path)
                .filter(entry -> entry.kind() == Kind.FILE)
                .isPresent();
    }

    private static ProblemException invalid(String message) {
        return Problem.stalled("InvalidSource", message).asException();
    }
}
