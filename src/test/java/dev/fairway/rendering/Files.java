package dev.fairway.rendering;

import dev.fairway.resource.Hashes;
import dev.fairway.resource.Problem;
import dev.fairway.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A repository that is written down in a test. */
public final class Files implements SourceTree {

    private final TreeMap<String, byte[]> files = new TreeMap<>();
    private final TreeMap<String, String> links = new TreeMap<>();

    public static Files of(String path, String text) {
        return new Files().and(path, text);
    }

    public static Files none() {
        return new Files();
    }

    public Files and(String path, String text) {
        return and(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public Files and(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    /** A symbolic link; a target that leaves the tree is a problem, as with real repositories. */
    public Files andLink(String path, String target) {
        links.put(path, target);
        return this;
    }

    @Override
    public String id() {
        return Hashes.sha256(String.join("\n", files.keySet()));
    }

    @Override
    public Optional<Entry> find(String path) {
        String place = follow(path);
        if (files.containsKey(place)) {
            byte[] bytes = files.get(place);
            return Optional.of(new Entry(path, Kind.FILE, Hashes.sha256(bytes), bytes.length));
        }
        boolean folder = place.isEmpty() || files.keySet().stream().anyMatch(file -> file.startsWith(place + "/"));
        return folder ? Optional.of(new Entry(path, Kind.FOLDER, Hashes.sha256("folder " + place), 0)) : Optional.empty();
    }

    @Override
    public List<Entry> list(String folder) {
        String place = follow(folder);
        String prefix = place.isEmpty() ? "" : place + "/";
        TreeSet<String> names = new TreeSet<>();
        for (String path : files.keySet()) {
            if (path.startsWith(prefix)) {
                names.add(path.substring(prefix.length()).split("/")[0]);
            }
        }
        List<Entry> entries = new ArrayList<>();
        String shown = folder.isEmpty() ? "" : folder + "/";
        names.forEach(name -> entries.add(find(shown + name).orElseThrow()));
        links.keySet().stream()
                .filter(link -> link.startsWith(prefix) && link.indexOf('/', prefix.length()) < 0)
                .forEach(link -> entries.add(
                        new Entry(shown + link.substring(prefix.length()), Kind.LINK, Hashes.sha256(link), 0)));
        entries.sort((a, b) -> a.path().compareTo(b.path()));
        return entries;
    }

    @Override
    public byte[] read(String path) {
        return Optional.ofNullable(files.get(follow(path)))
                .orElseThrow(() -> Problem.stalled("PathMissing", "There is no file " + path + ".").asException());
    }

    private String follow(String path) {
        for (Map.Entry<String, String> link : links.entrySet()) {
            if (path.equals(link.getKey()) || path.startsWith(link.getKey() + "/")) {
                if (link.getValue().startsWith("..")) {
                    throw Problem.stalled("PathLeavesRepository", "The link " + link.getKey() + " leaves the repository.")
                            .asException();
                }
                return link.getValue() + path.substring(link.getKey().length());
            }
        }
        return path;
    }
}
