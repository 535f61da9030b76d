package dev.fairway.rendering.directory;

import dev.fairway.rendering.closure.Closure;
import dev.fairway.rendering.closure.Closure.ExportedFile;
import dev.fairway.rendering.closure.Glob;
import dev.fairway.rendering.closure.Mount;
import dev.fairway.rendering.closure.RepositoryPath;
import dev.fairway.rendering.spec.SourceSpec.Directory;
import dev.fairway.rendering.tool.Recipe;
import dev.fairway.rendering.tool.Tool;
import dev.fairway.rendering.tool.Toolbox;
import dev.fairway.rendering.tool.Workbench;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.YamlLimits;
import dev.fairway.source.SourceTree.Entry;
import dev.fairway.source.SourceTree.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The manifests in a folder, file by file in the order of their names. */
public final class DirectoryRecipe implements Recipe {

    /** Argo CD's default for the combined size of plain manifests. */
    private static final long MAX_BYTES = 10L * 1024 * 1024;

    private static final int MAX_DEPTH = 50;
    private static final String SKIP = "+argocd:skip-file-rendering";

    private final Closure closure;

    private DirectoryRecipe(Closure closure) {
        this.closure = closure;
    }

    public static DirectoryRecipe of(Mount mount, String folder, Directory settings) {
        Closure closure = new Closure();
        closure.listing(mount, folder);
        new Walk(mount, folder, settings, closure).descend(folder, 0);
        long bytes = closure.files().stream().mapToLong(ExportedFile::size).sum();
        if (bytes > MAX_BYTES) {
            throw Problem.stalled(
                            "SourceTooLarge",
                            "The manifests in %s have %,d KiB together; at most %,d KiB are read. Narrow them by directory.include or directory.exclude, or split the folder."
                                    .formatted(shown(folder), bytes / 1024, MAX_BYTES / 1024))
                    .asException();
        }
        return new DirectoryRecipe(closure);
    }

    @Override
    public String name() {
        return "directory";
    }

    @Override
    public List<Tool> tools(Toolbox toolbox) {
        return List.of();
    }

    @Override
    public Closure closure() {
        return closure;
    }

    /** The files that were selected say it all. */
    @Override
    public JsonNode parameters() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public List<Manifest> render(Workbench bench) {
        List<Manifest> manifests = new ArrayList<>();
        for (ExportedFile file : closure.files()) {
            manifests.addAll(read(file, bench));
            if (manifests.size() > YamlLimits.DEFAULT.documents()) {
                throw Problem.stalled(
                                "TooManyObjects",
                                "The folder holds more than %,d objects. Split it into several applications."
                                        .formatted(YamlLimits.DEFAULT.documents()))
                        .asException();
            }
        }
        return manifests;
    }

    private static List<Manifest> read(ExportedFile file, Workbench bench) {
        byte[] content = file.bytes();
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (text.contains(SKIP)) {
            return List.of();
        }
        try {
            return Manifests.parse(content, file.path(), YamlLimits.DEFAULT, bench.secrets());
        } catch (ProblemException invalid) {
            if (isForSomethingElse(text, invalid.problem())) {
                return List.of();
            }
            throw invalid;
        }
    }

    /** Argo CD's rule: a file that cannot be an object, such as values for a chart, is passed over. */
    private static boolean isForSomethingElse(String text, Problem problem) {
        return !problem.code().equals("YamlTooLarge")
                && !(text.contains("apiVersion") && text.contains("kind") && text.contains("metadata"));
    }

    private static String shown(String folder) {
        return folder.isEmpty() ? "the root of the repository" : folder;
    }

    /** Which files count. */
    private record Walk(
            Mount mount,
            String root,
            Directory settings,
            Closure closure,
            Optional<Glob> include,
            Optional<Glob> exclude) {

        Walk(Mount mount, String root, Directory settings, Closure closure) {
            this(mount, root, settings, closure, glob(settings.include()), glob(settings.exclude()));
        }

        private static Optional<Glob> glob(String pattern) {
            return pattern.isEmpty() ? Optional.empty() : Optional.of(Glob.of(pattern));
        }

        void descend(String folder, int depth) {
            if (depth > MAX_DEPTH) {
                throw Problem.stalled(
                                "SourceTooLarge",
                                "Folders below %s nest deeper than %d.".formatted(shown(root), MAX_DEPTH))
                        .asException();
            }
            for (Entry entry : mount.tree().list(folder)) {
                switch (entry.kind()) {
                    case FOLDER -> {
                        if (settings.recurse()) {
                            descend(entry.path(), depth + 1);
                        }
                    }
                    case FILE, LINK -> consider(entry);
                    case OTHER -> {}
                }
            }
        }

        private void consider(Entry entry) {
            String relative = root.isEmpty() ? entry.path() : entry.path().substring(root.length() + 1);
            if (include.isPresent() && !include.get().matches(relative)
                    || exclude.isPresent() && exclude.get().matches(relative)) {
                return;
            }
            String name = RepositoryPath.name(entry.path());
            if (name.endsWith(".jsonnet")) {
                throw Problem.stalled(
                                "NotSupportedYet",
                                "%s is Jsonnet, which Fairway does not render yet. Leave it out by directory.exclude, or commit what it gives."
                                        .formatted(entry.path()))
                        .asException();
            }
            if (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json")) {
                mount.tree()
                        .find(entry.path())
                        .filter(target -> target.kind() == Kind.FILE)
                        .ifPresent(target -> closure.file(mount, target));
            }
        }
    }
}
