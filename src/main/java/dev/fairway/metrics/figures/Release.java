package dev.fairway.metrics.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One deployment as it is counted: a release of a service, in all the applications it reached.
 *
 * @param targets at least one, in the order they were reached
 */
public record Release(Kind kind, String why, List<Landing> targets, Optional<Reclassified> word) {

    /** Of its first target. */
    public String id() {
        return targets.getFirst().id();
    }

    public Place place() {
        return targets.getFirst().place();
    }

    /** When its first target was healthy, or applied if none ever was. */
    public Instant countedAt() {
        return healthyAt().orElse(liveAt());
    }

    public Instant liveAt() {
        return targets.stream()
                .map(Landing::liveAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    public Optional<Instant> healthyAt() {
        return targets.stream().flatMap(target -> target.healthyAt().stream()).min(Comparator.naturalOrder());
    }

    public boolean isRollback() {
        return kind == Kind.ROLLBACK;
    }

    public boolean isFailed() {
        return targets.stream().anyMatch(Landing::isFailed);
    }

    public List<Failure> failures() {
        return targets.stream()
                .flatMap(target -> target.failures().stream())
                .distinct()
                .toList();
    }

    /** How long until the last failed target ran something else that was healthy; empty while one does not. */
    public Optional<Duration> recovery() {
        List<Landing> failed = targets.stream().filter(Landing::isFailed).toList();
        return failed.isEmpty()
                        || failed.stream()
                                .anyMatch(target -> target.recoveredAt().isEmpty())
                ? Optional.empty()
                : failed.stream()
                        .map(target -> Duration.between(
                                target.liveAt(), target.recoveredAt().orElseThrow()))
                        .max(Comparator.naturalOrder());
    }
}
