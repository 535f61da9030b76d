package dev.fairway.diagnosis;

/**
 * What became of what was synced.
 *
 * @param message why it counts as it does; may be empty
 */
public record Rollout(Stage stage, String message) {

    public static final Rollout NONE = new Rollout(Stage.NONE, "");

    public enum Stage {
        NONE,
        WATCHING,
        HEALTHY,
        DEGRADED,
        TIMED_OUT,
        SUPERSEDED
    }

    boolean isLost() {
        return stage == Stage.DEGRADED || stage == Stage.TIMED_OUT;
    }
}
