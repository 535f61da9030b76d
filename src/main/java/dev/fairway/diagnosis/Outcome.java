package dev.fairway.diagnosis;

import dev.fairway.resource.ResourceKey;

/**
 * What became of one object.
 *
 * @param phase {@code PreSync}, {@code Sync}, {@code PostSync}, {@code SyncFail}
 * @param message in words; may be empty
 */
public record Outcome(ResourceKey key, String phase, int wave, boolean hook, State state, String message) {

    public enum State {
        WAITING,
        DONE,
        FAILED
    }
}
