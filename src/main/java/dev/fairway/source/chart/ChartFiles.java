package dev.fairway.source.chart;

import dev.fairway.resource.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Packed charts by digest, on disk; the last ones unpacked, in memory. A damaged file is as good as none. */
final class ChartFiles {

    private static final int IN_MEMORY = 32;

    private final Path folder;
    private final ChartLimits limits;
    private final Map<String, FileTree> unpacked = new LinkedHashMap<>(IN_MEMORY, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FileTree> eldest) {
            return size() > IN_MEMORY;
        }
    };

    ChartFiles(Path folder, ChartLimits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /** Finds a chart by the digest of its archive. */
    Optional<FileTree> find(String chart, String hex) {
        if (!Digests.isDigest(hex)) {
            return Optional.empty();
        }
        synchronized (unpacked) {
            FileTree known = unpacked.get(hex);
            if (known != null) {
                return Optional.of(known);
            }
        }
        try {
            byte[] archive = Files.readAllBytes(file(hex));
            return Digests.matches(hex, archive) ? Optional.of(unpack(chart, hex, archive)) : Optional.empty();
        } catch (IOException | ProblemException absent) {
            return Optional.empty();
        }
    }

    /** Unpacks a chart and keeps its archive; what does not unpack is not kept. */
    FileTree keep(String chart, byte[] archive) {
        String hex = Digests.hex(archive);
        FileTree tree = unpack(chart, hex, archive);
        try {
            Path aside = Files.createTempFile(folder, "chart", ".part");
            Files.write(aside, archive);
            Files.move(aside, file(hex), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // A full disk costs another download, nothing more.
            return tree;
        }
        return tree;
    }

    private FileTree unpack(String chart, String hex, byte[] archive) {
        FileTree tree = new FileTree("sha256:" + hex, ChartArchive.unpack(chart, archive, limits));
        synchronized (unpacked) {
            unpacked.put(hex, tree);
        }
        return tree;
    }

    private Path file(String hex) {
        return folder.resolve(hex + ".tgz");
    }
}
