package dev.fairway.source.chart;

import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Unpacks a chart's {@code .tgz} in memory: plain files with plain relative names, within limits, nothing else. */
final class ChartArchive {

    private ChartArchive() {}

    /** @return the files by path without the archive's top folder */
    static Map<String, byte[]> unpack(String chart, byte[] archive, ChartLimits limits) {
        Map<String, byte[]> files = new TreeMap<>();
        long total = 0;
        int entries = 0;
        try (var tar = new TarArchiveInputStream(
                GzipCompressorInputStream.builder()
                        .setByteArray(archive)
                        .setDecompressConcatenated(false)
                        .get(),
                "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (++entries > limits.files()) {
                    throw limit(chart, "holds more than " + limits.files() + " files");
                }
                String path = path(chart, entry.getName(), limits);
                if (entry.isDirectory() || path.isEmpty() || entry.isGlobalPaxHeader() || entry.isPaxHeader()) {
                    continue;
                }
                if (!entry.isFile() || entry.isSymbolicLink() || entry.isLink()) {
                    throw refused(chart, "holds a link or a device");
                }
                byte[] content = tar.readNBytes((int) Math.min(limits.fileBytes() + 1, Integer.MAX_VALUE - 8));
                total += content.length;
                if (content.length > limits.fileBytes() || total > limits.unpackedBytes()) {
                    throw limit(chart, "is too large unpacked");
                }
                files.put(path, content);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw Problem.stalled("ChartInvalid", "The chart " + chart + " is not a readable .tgz archive")
                    .asException(e);
        }
        if (!files.containsKey("Chart.yaml")) {
            throw refused(chart, "holds no Chart.yaml");
        }
        return files;
    }

    /** Without the top folder; empty for what lies beside it. */
    private static String path(String chart, String name, ChartLimits limits) {
        String[] segments = name.split("/");
        for (String segment : segments) {
            if (segment.equals("..")
                    || segment.indexOf('\\') >= 0
                    || segment.chars().anyMatch(Character::isISOControl)) {
                throw refused(chart, "holds a file name that leads out of it");
            }
        }
        if (name.startsWith("/") || name.matches("^[a-zA-Z]:.*")) {
            throw refused(chart, "holds an absolute file name");
        }
        if (segments.length > limits.depth()) {
            throw limit(chart, "has folders deeper than " + limits.depth());
        }
        String plain = String.join(
                "/",
                java.util.Arrays.stream(segments)
                        .filter(each -> !each.isEmpty() && !each.equals("."))
                        .toList());
        int slash = plain.indexOf('/');
        return slash < 0 ? "" : plain.substring(slash + 1);
    }

    private static ProblemException limit(String chart, String what) {
        return Problem.stalled("LimitExceeded", "The chart " + chart + " " + what)
                .asException();
    }

    private static ProblemException refused(String chart, String what) {
        return Problem.stalled("ChartInvalid", "The chart " + chart + " " + what)
                .asException();
    }
}
