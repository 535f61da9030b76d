package dev.fairway.rendering.closure;

import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.source.SourceTree;
import dev.fairway.source.SourceTree.Entry;
import dev.fairway.source.SourceTree.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Collects what a render may read while its references are followed: the files by their place in the export, and the
 * places where something was looked for in vain. Both decide what the render gives, so both are in its key.
 */
public final class Closure {

    /** Limits of one export: files, bytes of all of them, folders inside folders. */
    public record Limits(int files, long bytes, int depth) {
        public static final Limits DEFAULT = new Limits(20_000, 200L * 1024 * 1024, 50);
    }

    private static final byte[] POINTER =
            "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);
    /** By its specification a pointer is shorter than this. */
    private static final int LARGEST_POINTER = 1024;

    private final Limits limits;
    private final SortedMap<String, ExportedFile> files = new TreeMap<>();
    private final SortedSet<String> absent = new TreeSet<>();
    private final Map<Integer, SortedSet<String>> touched = new TreeMap<>();
    private long bytes;

    public Closure() {
        this(Limits.DEFAULT);
    }

    public Closure(Limits limits) {
        this.limits = limits;
    }

    /** Looks at a path without taking it in. That it is absent is remembered. */
    public Optional<Entry> probe(Mount mount, String path) {
        Optional<Entry> entry = mount.tree().find(path);
        touch(mount, path);
        if (entry.isEmpty()) {
            absent.add(mount.target(path));
        }
        return entry;
    }

    /**
     * Takes in one file.
     *
     * @throws ProblemException if Git holds only a pointer to it: what is somewhere else must not be taken for what is not there
     */
    public void file(Mount mount, Entry entry) {
        if (entry.size() <= LARGEST_POINTER && isPointer(read(mount, entry.path()))) {
            throw Problem.stalled(
                            "NotSupportedYet",
                            "%s is kept in Git LFS, and Git holds only a pointer to it; Fairway does not fetch from there. Commit the file itself, or leave it out."
                                    .formatted(entry.path()))
                    .asException();
        }
        add(mount, entry, mount.target(entry.path()));
    }

    /** Takes in all files below a folder. */
    public void folder(Mount mount, String path) {
        folder(mount, path, mount.target(path));
    }

    /** Takes in all files below a folder, to be found at another place of the export. */
    public void folder(Mount mount, String path, String target) {
        touch(mount, path + "/");
        walk(mount, path, target, 0);
    }

    /** Remembers that the names in a folder decide what is rendered. */
    public void listing(Mount mount, String folder) {
        touch(mount, folder + "/");
    }

    public byte[] read(Mount mount, String path) {
        return mount.tree().read(path);
    }

    public List<ExportedFile> files() {
        return List.copyOf(files.values());
    }

    public Optional<ExportedFile> file(String target) {
        return Optional.ofNullable(files.get(target));
    }

    public List<String> absent() {
        return List.copyOf(absent);
    }

    /** Repository paths of one source that were read or probed; a path that ends in {@code /} stands for all below it. */
    public List<String> touched(int source) {
        return List.copyOf(touched.getOrDefault(source, new TreeSet<>()));
    }

    private void walk(Mount mount, String folder, String target, int depth) {
        if (depth > limits.depth()) {
            throw tooLarge("folders nest deeper than %d below %s".formatted(limits.depth(), shown(folder)));
        }
        for (Entry listed : mount.tree().list(folder)) {
            Optional<Entry> entry = listed.kind() == Kind.LINK ? mount.tree().find(listed.path()) : Optional.of(listed);
            String place = RepositoryPath.join(target, listed.name());
            switch (entry.map(Entry::kind).orElse(Kind.OTHER)) {
                case FILE -> add(mount, entry.orElseThrow(), place);
                case FOLDER -> walk(mount, listed.path(), place, depth + 1);
                case LINK, OTHER -> absent.add(place);
            }
        }
    }

    private void add(Mount mount, Entry entry, String target) {
        ExportedFile file = new ExportedFile(target, mount.tree(), entry.path(), entry.objectId(), entry.size());
        touch(mount, entry.path());
        if (files.put(target, file) != null) {
            return;
        }
        bytes += entry.size();
        if (files.size() > limits.files()) {
            throw tooLarge("it refers to more than %,d files".formatted(limits.files()));
        }
        if (bytes > limits.bytes()) {
            throw tooLarge("the files it refers to have more than %,d MiB".formatted(limits.bytes() / 1024 / 1024));
        }
    }

    private void touch(Mount mount, String path) {
        if (mount.source() >= 0) {
            touched.computeIfAbsent(mount.source(), source -> new TreeSet<>()).add(path);
        }
    }

    private static boolean isPointer(byte[] content) {
        return content.length > POINTER.length && Arrays.equals(content, 0, POINTER.length, POINTER, 0, POINTER.length);
    }

    private static String shown(String folder) {
        return folder.isEmpty() ? "the root of the repository" : folder;
    }

    private static ProblemException tooLarge(String why) {
        return Problem.stalled(
                        "SourceTooLarge",
                        "The source is too large to render: " + why
                                + ". Point the application at a smaller folder, or split it.")
                .asException();
    }

    /**
     * One file of the export.
     *
     * @param target where it is found in the export
     * @param tree where it comes from
     * @param path its path there
     * @param objectId names its content
     * @param size in bytes
     */
    public record ExportedFile(String target, SourceTree tree, String path, String objectId, long size) {

        public byte[] bytes() {
            return tree.read(path);
        }
    }
}
