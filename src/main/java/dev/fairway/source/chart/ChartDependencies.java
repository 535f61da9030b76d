package dev.fairway.source.chart;

import dev.fairway.resource.Problem;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.ResolvedChart;
import dev.fairway.source.SourceTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts into a chart's {@code charts/} folder what its {@code Chart.yaml} asks for and the folder lacks: versions from
 * {@code Chart.lock} where there is one, charts of other repositories through {@link Charts}, {@code file://} charts from
 * the tree itself, with their own dependencies.
 */
public final class ChartDependencies {

    private final Charts charts;
    private final ChartLimits limits;

    public ChartDependencies(Charts charts, ChartLimits limits) {
        this.charts = charts;
        this.limits = limits;
    }

    private record Dependency(String name, String version, String repository) {}

    /** See {@link dev.fairway.source.Sources#withChartDependencies}. */
    public SourceTree complete(SourceTree tree, String chartFolder) {
        Map<String, byte[]> added = new TreeMap<>();
        complete(tree, chartFolder, chartFolder, added, new ArrayDeque<>(List.of(chartFolder)));
        return added.isEmpty() ? tree : new OverlayTree(tree, added);
    }

    /**
     * @param from the folder in the tree that is read
     * @param into the folder that gets the charts; another one for a chart that was copied
     * @param way the folders on the way here, to notice circles
     */
    private void complete(SourceTree tree, String from, String into, Map<String, byte[]> added, Deque<String> way) {
        for (Dependency dependency : missing(tree, from)) {
            String place = join(into, "charts/" + dependency.name());
            if (dependency.repository().startsWith("file://")) {
                String folder = inTree(from, dependency);
                copy(tree, folder, place, added);
                if (way.contains(folder) || way.size() >= limits.dependencies()) {
                    throw invalid(from, "depends on itself by file:// dependencies");
                }
                way.push(folder);
                complete(tree, folder, place, added, way);
                way.pop();
            } else {
                ResolvedChart chart = fetch(from, dependency);
                all(chart.tree(), "").forEach((path, bytes) -> put(added, place + "/" + path, bytes));
            }
        }
    }

    private ResolvedChart fetch(String from, Dependency dependency) {
        String repository = dependency.repository();
        if (!repository.startsWith("https://")
                && !repository.startsWith("http://")
                && !repository.startsWith("oci://")) {
            throw Problem.stalled(
                            "NotSupported",
                            "Dependency " + dependency.name() + " of the chart in " + named(from)
                                    + " names its repository by an alias; write the repository's address")
                    .asException();
        }
        return charts.chart(new RepositoryUrl(repository), dependency.name(), dependency.version());
    }

    /** What the chart asks for and does not carry itself. */
    private List<Dependency> missing(SourceTree tree, String folder) {
        List<Dependency> wanted = dependencies(tree, folder, "Chart.yaml", "requirements.yaml");
        if (wanted.size() > limits.dependencies()) {
            throw invalid(folder, "has more than " + limits.dependencies() + " dependencies");
        }
        Map<String, String> locked = new HashMap<>();
        dependencies(tree, folder, "Chart.lock", "requirements.lock")
                .forEach(each -> locked.put(each.name() + "\n" + each.repository(), each.version()));
        List<String> carried = tree.list(join(folder, "charts")).stream()
                .map(SourceTree.Entry::name)
                .toList();
        return wanted.stream()
                .filter(each -> !each.repository().isEmpty())
                .filter(each -> !isCarried(carried, each))
                .map(each -> new Dependency(
                        each.name(),
                        locked.getOrDefault(each.name() + "\n" + each.repository(), each.version()),
                        each.repository()))
                .toList();
    }

    private static boolean isCarried(List<String> names, Dependency dependency) {
        return names.stream()
                .anyMatch(name -> name.equals(dependency.name())
                        || name.matches(java.util.regex.Pattern.quote(dependency.name()) + "-v?[0-9].*\\.tgz"));
    }

    private static List<Dependency> dependencies(SourceTree tree, String folder, String file, String oldFile) {
        return List.of(file, oldFile).stream()
                .map(name -> join(folder, name))
                .filter(path -> tree.find(path)
                        .filter(entry -> entry.kind() == SourceTree.Kind.FILE)
                        .isPresent())
                .flatMap(path -> BoundedYaml.maps(BoundedYaml.map(path, tree.read(path)), "dependencies").stream())
                .map(map -> new Dependency(
                        BoundedYaml.text(map, "name"),
                        BoundedYaml.text(map, "version"),
                        BoundedYaml.text(map, "repository")))
                .filter(each -> each.name().matches("[a-zA-Z0-9][a-zA-Z0-9._-]{0,250}"))
                .toList();
    }

    /** Where a {@code file://} dependency lies; never outside of the tree. */
    private static String inTree(String from, Dependency dependency) {
        Deque<String> way = new ArrayDeque<>();
        String path = join(from, dependency.repository().substring("file://".length()));
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                if (way.isEmpty()) {
                    throw Problem.stalled(
                                    "PathOutsideRepository",
                                    "Dependency " + dependency.name() + " of the chart in " + named(from)
                                            + " lies outside of the repository")
                            .asException();
                }
                way.removeLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                way.addLast(segment);
            }
        }
        return String.join("/", way);
    }

    private void copy(SourceTree tree, String from, String to, Map<String, byte[]> added) {
        if (tree.find(join(from, "Chart.yaml")).isEmpty()) {
            throw Problem.stalled(
                            "PathMissing", "There is no chart in " + named(from) + ", on which another one depends")
                    .asException();
        }
        all(tree, from).forEach((path, bytes) -> put(added, to + "/" + path, bytes));
    }

    private void put(Map<String, byte[]> added, String path, byte[] bytes) {
        added.put(path, bytes);
        if (added.size() > limits.files()) {
            throw Problem.stalled(
                            "LimitExceeded", "The chart's dependencies hold more than " + limits.files() + " files")
                    .asException();
        }
    }

    private Map<String, byte[]> all(SourceTree tree, String folder) {
        if (tree instanceof FileTree files && folder.isEmpty()) {
            return files.files();
        }
        Map<String, byte[]> found = new TreeMap<>();
        Deque<String> folders = new ArrayDeque<>(List.of(folder));
        long total = 0;
        while (!folders.isEmpty()) {
            for (SourceTree.Entry listed : tree.list(folders.pop())) {
                Optional<SourceTree.Entry> entry = tree.find(listed.path());
                if (entry.filter(each -> each.kind() == SourceTree.Kind.FOLDER).isPresent()
                        && listed.kind() == SourceTree.Kind.FOLDER) {
                    folders.push(listed.path());
                } else if (entry.filter(each -> each.kind() == SourceTree.Kind.FILE)
                        .isPresent()) {
                    byte[] bytes = tree.read(listed.path());
                    total += bytes.length;
                    found.put(listed.path().substring(folder.isEmpty() ? 0 : folder.length() + 1), bytes);
                }
                if (total > limits.unpackedBytes() || found.size() > limits.files()) {
                    throw Problem.stalled("LimitExceeded", "The chart in " + named(folder) + " is too large")
                            .asException();
                }
            }
        }
        return found;
    }

    private static RuntimeException invalid(String folder, String what) {
        return Problem.stalled("ChartInvalid", "The chart in " + named(folder) + " " + what)
                .asException();
    }

    private static String named(String folder) {
        return folder.isEmpty() ? "the repository's root" : folder;
    }

    private static String join(String folder, String rest) {
        return folder.isEmpty() ? rest : folder + "/" + rest;
    }
}
