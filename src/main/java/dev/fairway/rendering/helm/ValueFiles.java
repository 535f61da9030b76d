package dev.fairway.rendering.helm;

import dev.fairway.rendering.closure.Closure;
import dev.fairway.rendering.closure.Glob;
import dev.fairway.rendering.closure.Mount;
import dev.fairway.rendering.closure.RepositoryPath;
import dev.fairway.rendering.process.ToolWords;
import dev.fairway.rendering.spec.SourceSpec.Helm;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.source.SourceTree.Entry;
import dev.fairway.source.SourceTree.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which value files an application means, in the order in which they count. A name is a path from the source's folder; with
 * a leading {@code /} from the root of the repository; as {@code $ref/path} from the root of another source. Patterns are
 * expanded where they stand, in the order of the names; a file that is also named by itself keeps that place.
 */
final class ValueFiles {

    private static final int MAX_SEARCHED = 20_000;

    private final Closure closure;
    private final Mount own;
    private final String folder;
    private final Map<String, Mount> references;

    ValueFiles(Closure closure, Mount own, String folder, Map<String, Mount> references) {
        this.closure = closure;
        this.own = own;
        this.folder = folder;
        this.references = references;
    }

    /**
     * Takes the files into the closure.
     *
     * @param names build environment filled in
     * @return their places in the export
     */
    List<String> select(List<String> names, Helm settings) {
        Set<String> explicit = names.stream()
                .filter(name -> !Glob.isPattern(name))
                .map(name -> place(name, "helm.valueFiles").target())
                .collect(Collectors.toSet());
        List<String> selected = new ArrayList<>();
        for (String name : names) {
            if (Glob.isPattern(name)) {
                expand(name, explicit, selected, settings.ignoreMissingValueFiles());
            } else {
                Place place = place(name, "helm.valueFiles");
                if (take(place)) {
                    selected.add(place.target());
                } else if (!settings.ignoreMissingValueFiles()) {
                    throw missing("The value file", name, "does not exist");
                }
            }
        }
        return selected;
    }

    /** A file that a file parameter names. */
    byte[] content(String name) {
        Place place = place(name, "helm.fileParameters");
        if (!take(place)) {
            throw missing("The file of the parameter", name, "does not exist");
        }
        return closure.read(place.mount(), place.path());
    }

    private boolean take(Place place) {
        Optional<Entry> entry = closure.probe(place.mount(), place.path()).filter(found -> found.kind() == Kind.FILE);
        entry.ifPresent(found ->
                closure.file(place.mount(), new Entry(place.path(), Kind.FILE, found.objectId(), found.size())));
        return entry.isPresent();
    }

    private void expand(String pattern, Set<String> explicit, List<String> selected, boolean ignoreMissing) {
        Place place = place(pattern, "helm.valueFiles");
        String root = fixedPart(place.path());
        closure.listing(place.mount(), root);
        List<String> matches = new ArrayList<>();
        search(place.mount(), root, Glob.of(place.path()), matches, new int[1]);
        matches.sort(null);
        if (matches.isEmpty() && !ignoreMissing) {
            throw missing("The pattern of value files", pattern, "matches no file");
        }
        for (String match : matches) {
            Place found = new Place(place.mount(), match);
            if (!explicit.contains(found.target()) && !selected.contains(found.target()) && take(found)) {
                selected.add(found.target());
            }
        }
    }

    private static void search(Mount mount, String folder, Glob glob, List<String> matches, int[] searched) {
        for (Entry entry : mount.tree().list(folder)) {
            if (++searched[0] > MAX_SEARCHED) {
                throw missing("A pattern of value files", glob.toString(), "has too many files to look at");
            }
            switch (entry.kind()) {
                case FOLDER -> search(mount, entry.path(), glob, matches, searched);
                case FILE, LINK -> {
                    if (glob.matches(entry.path())) {
                        matches.add(entry.path());
                    }
                }
                case OTHER -> {}
            }
        }
    }

    /** The folder above the first pattern. */
    private static String fixedPart(String pattern) {
        String path = pattern;
        while (Glob.isPattern(path)) {
            path = RepositoryPath.parent(path);
        }
        return path;
    }

    private Place place(String name, String field) {
        if (name.contains("://")) {
            throw Problem.stalled(
                            "RemoteReference",
                            "%s names %s. Values are not fetched from addresses; put the file into a repository and name it by a source with a ref."
                                    .formatted(field, ToolWords.quote(name)))
                    .asException();
        }
        Mount mount = own;
        String from = folder;
        String path = name;
        if (name.startsWith("$")) {
            int slash = name.indexOf('/');
            String reference = name.substring(1, slash < 0 ? name.length() : slash);
            mount = Optional.ofNullable(references.get(reference))
                    .orElseThrow(() -> missing(
                            "The value file", name, "refers to $%s, and no source has that ref".formatted(reference)));
            from = "";
            path = slash < 0 ? "" : name.substring(slash + 1);
        } else if (name.startsWith("/")) {
            from = "";
            path = name.substring(1);
        }
        String resolved = RepositoryPath.resolve(from, path).orElseThrow(() -> Problem.stalled(
                        "PathLeavesRepository",
                        "%s names %s, which leads out of the repository.".formatted(field, ToolWords.quote(name)))
                .asException());
        return new Place(mount, resolved);
    }

    private static ProblemException missing(String what, String name, String why) {
        return Problem.stalled("ValueFileMissing", "%s %s %s.".formatted(what, ToolWords.quote(name), why))
                .asException();
    }

    private record Place(Mount mount, String path) {

        String target() {
            return mount.target(path);
        }
    }
}
