package dev.fairway.source.chart;

import dev.fairway.source.SourceTree;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A tree with folders put into it that were not there. */
final class OverlayTree implements SourceTree {

    private final SourceTree base;
    private final FileTree added;
    private final String id;

    /** @param files by full path */
    OverlayTree(SourceTree base, Map<String, byte[]> files) {
        this.base = base;
        this.added = new FileTree("", files);
        this.id =
                base.id() + "+" + added.find("").map(Entry::objectId).orElse("").substring(0, 12);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<Entry> find(String path) {
        Optional<Entry> over = added.find(path);
        Optional<Entry> under = base.find(path);
        if (over.isEmpty() || under.isEmpty()) {
            return over.or(() -> under);
        }
        // Both have a folder there: what is in it is told by both.
        String both = Digests.hex(under.get().objectId() + over.get().objectId());
        return Optional.of(new Entry(path, over.get().kind(), both, over.get().size()));
    }

    @Override
    public List<Entry> list(String folder) {
        Map<String, Entry> entries = new TreeMap<>();
        base.list(folder).forEach(entry -> entries.put(entry.name(), entry));
        for (Entry entry : added.list(folder)) {
            entries.put(entry.name(), find(entry.path()).orElse(entry));
        }
        return entries.values().stream()
                .sorted(Comparator.comparing(Entry::name))
                .toList();
    }

    @Override
    public byte[] read(String path) {
        boolean ours =
                added.find(path).filter(entry -> entry.kind() == Kind.FILE).isPresent();
        return ours ? added.read(path) : base.read(path);
    }
}
