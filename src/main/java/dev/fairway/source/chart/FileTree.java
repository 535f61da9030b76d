package dev.fairway.source.chart;

import dev.fairway.resource.Problem;
import dev.fairway.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files in memory, as a tree. There are no links in it. */
final class FileTree implements SourceTree {

    private final String id;
    private final SortedMap<String, byte[]> files;

    FileTree(String id, Map<String, byte[]> files) {
        this.id = id;
        this.files = new TreeMap<>(files);
    }

    Map<String, byte[]> files() {
        return files;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<Entry> find(String path) {
        byte[] file = files.get(path);
        if (file != null) {
            return Optional.of(new Entry(path, Kind.FILE, Digests.hex(file), file.length));
        }
        SortedMap<String, byte[]> inside = below(path);
        return inside.isEmpty() ? Optional.empty() : Optional.of(folder(path, inside));
    }

    @Override
    public List<Entry> list(String folder) {
        List<Entry> entries = new ArrayList<>();
        String prefix = folder.isEmpty() ? "" : folder + "/";
        String last = "";
        for (String path : below(folder).keySet()) {
            String name = path.substring(prefix.length()).split("/", 2)[0];
            if (!name.equals(last)) {
                find(prefix + name).ifPresent(entries::add);
                last = name;
            }
        }
        entries.sort(java.util.Comparator.comparing(Entry::name));
        return entries.stream().distinct().toList();
    }

    @Override
    public byte[] read(String path) {
        byte[] file = files.get(path);
        if (file == null) {
            throw Problem.stalled("PathMissing", "There is no file " + path + " in the chart")
                    .asException();
        }
        return file.clone();
    }

    private SortedMap<String, byte[]> below(String folder) {
        // '0' is the sign after '/'.
        return folder.isEmpty() ? files : files.subMap(folder + "/", folder + "0");
    }

    private static Entry folder(String path, SortedMap<String, byte[]> inside) {
        StringBuilder content = new StringBuilder();
        inside.forEach((name, bytes) -> content.append(name.substring(path.isEmpty() ? 0 : path.length() + 1))
                .append('\0')
                .append(Digests.hex(bytes))
                .append('\n'));
        return new Entry(path, Kind.FOLDER, Digests.hex(content.toString()), 0);
    }
}
