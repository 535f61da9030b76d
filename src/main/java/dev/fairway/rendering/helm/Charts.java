package dev.fairway.rendering.helm;

import dev.fairway.rendering.ChartDependencies;
import dev.fairway.rendering.closure.Closure;
import dev.fairway.rendering.closure.Mount;
import dev.fairway.rendering.closure.RepositoryPath;
import dev.fairway.rendering.process.ToolWords;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.YamlLimits;
import dev.fairway.source.SourceTree;
import dev.fairway.source.SourceTree.Entry;
import dev.fairway.source.SourceTree.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Takes a chart and all charts it depends on into a closure, so that Helm finds every dependency where it looks. */
final class Charts {

    private static final int MAX_DEPTH = 10;
    private static final int MAX_FETCHED = 100;
    private static final Pattern ARCHIVE_VERSION = Pattern.compile("v?[0-9]");

    private final Closure closure;
    private final ChartDependencies dependencies;
    private int fetched;

    Charts(Closure closure, ChartDependencies dependencies) {
        this.closure = closure;
        this.dependencies = dependencies;
    }

    /** @param target where the chart is to be found in the export */
    void take(Mount mount, String folder, String target) {
        take(mount, folder, target, 0);
    }

    private void take(Mount mount, String folder, String target, int depth) {
        if (depth > MAX_DEPTH) {
            throw invalid(shown(folder), "its dependencies nest deeper than " + MAX_DEPTH + ", perhaps in a circle");
        }
        if (isMissing(mount, RepositoryPath.join(folder, "Chart.yaml"))) {
            throw invalid(shown(folder), "it has no Chart.yaml");
        }
        closure.folder(mount, folder, target);
        for (Dependency dependency : dependencies(mount, folder)) {
            if (!isVendored(mount, folder, dependency)) {
                add(mount, folder, target, dependency, depth);
            }
        }
    }

    private void add(Mount mount, String folder, String target, Dependency dependency, int depth) {
        String place = target + "/charts/" + dependency.name();
        String repository = dependency.repository();
        if (repository.startsWith("file://")) {
            String path = RepositoryPath.resolve(folder, repository.substring("file://".length()))
                    .orElseThrow(() -> Problem.stalled(
                                    "PathLeavesRepository",
                                    "%s depends on %s, which leads out of the repository."
                                            .formatted(shown(folder), ToolWords.quote(repository)))
                            .asException());
            take(mount, path, place, depth + 1);
        } else if (repository.startsWith("https://")
                || repository.startsWith("http://")
                || repository.startsWith("oci://")) {
            fetched++;
            if (fetched > MAX_FETCHED) {
                throw invalid(shown(folder), "it needs more than " + MAX_FETCHED + " other charts to be fetched");
            }
            SourceTree tree = dependencies.fetch(repository, dependency.name(), dependency.version());
            take(new Mount(-1, place, tree), "", place, depth + 1);
        } else {
            throw Problem.stalled(
                            "ChartDependencyMissing",
                            "%s depends on %s, which is not in its charts folder, and %s is not an address it could be fetched from."
                                    .formatted(
                                            shown(folder),
                                            ToolWords.quote(dependency.name()),
                                            ToolWords.quote(repository)))
                    .asException();
        }
    }

    private List<Dependency> dependencies(Mount mount, String folder) {
        List<Dependency> result = new ArrayList<>();
        List<JsonNode> locked = new ArrayList<>();
        for (String lock : List.of("Chart.lock", "requirements.lock")) {
            read(mount, RepositoryPath.join(folder, lock))
                    .ifPresent(tree -> locked.addAll(tree.path("dependencies").values()));
        }
        for (String file : List.of("Chart.yaml", "requirements.yaml")) {
            read(mount, RepositoryPath.join(folder, file)).ifPresent(tree -> tree.path("dependencies")
                    .values()
                    .forEach(node -> result.add(Dependency.read(shown(folder), node, locked))));
        }
        return result;
    }

    private Optional<JsonNode> read(Mount mount, String path) {
        return isMissing(mount, path)
                ? Optional.empty()
                : Optional.of(Manifests.readObject(closure.read(mount, path), path, YamlLimits.DEFAULT));
    }

    private static boolean isMissing(Mount mount, String path) {
        return mount.tree()
                .find(path)
                .filter(entry -> entry.kind() == Kind.FILE)
                .isEmpty();
    }

    private static boolean isVendored(Mount mount, String folder, Dependency dependency) {
        return mount.tree().list(RepositoryPath.join(folder, "charts")).stream()
                .anyMatch(entry -> isArchive(entry, dependency.name()) || isFolder(mount, entry, dependency.name()));
    }

    private static boolean isArchive(Entry entry, String name) {
        String file = entry.name();
        // What follows the name is a version: cache-cluster-2.1.tgz is no archive of the chart "cache".
        return file.endsWith(".tgz")
                && file.startsWith(name + "-")
                && ARCHIVE_VERSION.matcher(file.substring(name.length() + 1)).lookingAt();
    }

    private static boolean isFolder(Mount mount, Entry entry, String name) {
        return entry.name().equals(name) && !isMissing(mount, entry.path() + "/Chart.yaml");
    }

    private static String shown(String folder) {
        return folder.isEmpty() ? "The chart" : "The chart " + folder;
    }

    private static ProblemException invalid(String chart, String why) {
        return Problem.stalled("InvalidChart", chart + " cannot be rendered: " + why + ".")
                .asException();
    }

    private record Dependency(String name, String version, String repository) {

        static Dependency read(String chart, JsonNode node, List<JsonNode> locked) {
            String name = node.path("name").asString("");
            // The name becomes a folder of the export.
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) {
                throw invalid(chart, "a dependency is named " + ToolWords.quote(name));
            }
            String version = node.path("version").asString("");
            for (JsonNode lock : locked) {
                if (lock.path("name").asString("").equals(name)) {
                    version = lock.path("version").asString(version);
                }
            }
            return new Dependency(name, version, node.path("repository").asString(""));
        }
    }
}
