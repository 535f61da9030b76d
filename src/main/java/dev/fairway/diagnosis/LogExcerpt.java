package dev.fairway.diagnosis;

import dev.fairway.resource.ResourceKey;
import java.util.List;
import java.util.Optional;

/**
 * The end of what one container wrote.
 *
 * @param missing why there are no lines; empty if there are
 */
public record LogExcerpt(ResourceKey pod, String container, Run run, List<LogLine> lines, String missing) {

    public enum Run {
        CURRENT,
        PREVIOUS
    }

    public Optional<LogLine> firstError() {
        return lines.stream()
                .filter(line -> line.level() == LogLine.Level.ERROR)
                .findFirst();
    }

    /** What it said last before it ended badly. */
    Optional<LogLine> lastError() {
        return lines.reversed().stream()
                .filter(line -> line.level() == LogLine.Level.ERROR)
                .findFirst();
    }
}
