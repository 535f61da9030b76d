package dev.fairway.diagnosis;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One container of a pod as the cluster tells it.
 *
 * @param before how its last run ended; empty if this is its first
 */
public record ContainerState(
        String name, Role role, String image, boolean ready, int restarts, Now now, Optional<Ended> before) {

    private static final Set<String> UNPULLED =
            Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError");

    public enum Role {
        INIT,
        MAIN
    }

    /** What it does at the moment. */
    public sealed interface Now {}

    public record Waiting(String reason, String message) implements Now {}

    public record Running() implements Now {}

    public record Ended(int exitCode, String reason, Optional<Instant> at) implements Now {

        boolean isFailure() {
            return exitCode != 0;
        }
    }

    /** How it ended last, if it ended badly and has not recovered. */
    Optional<Ended> failure() {
        Optional<Ended> end = now instanceof Ended ended ? Optional.of(ended) : before;
        return ready ? Optional.empty() : end.filter(Ended::isFailure);
    }

    boolean hasJustEnded() {
        return now instanceof Ended ended && ended.isFailure();
    }

    boolean isBackingOff() {
        return now instanceof Waiting waiting && waiting.reason().equals("CrashLoopBackOff");
    }

    Optional<Waiting> unpulled() {
        return now instanceof Waiting waiting && UNPULLED.contains(waiting.reason())
                ? Optional.of(waiting)
                : Optional.empty();
    }

    /** It refers to a ConfigMap or a Secret that is not there, or to a key of it. */
    Optional<Waiting> unconfigured() {
        return now instanceof Waiting waiting && waiting.reason().equals("CreateContainerConfigError")
                ? Optional.of(waiting)
                : Optional.empty();
    }

    /** Time alone is not what it needs. */
    boolean isTroubled() {
        return failure().isPresent() || unpulled().isPresent() || unconfigured().isPresent() || isBackingOff();
    }
}
