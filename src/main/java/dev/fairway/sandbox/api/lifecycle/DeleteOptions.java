package dev.fairway.sandbox.api.lifecycle;

import dev.fairway.sandbox.api.ObjectStore.Propagation;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How one deletion is meant.
 *
 * @param uid refuse if the object has another one
 * @param resourceVersion refuse if the object has another one
 * @param grace seconds a pod gets; empty means its own
 */
public record DeleteOptions(
        Optional<Propagation> propagation, Optional<String> uid, Optional<String> resourceVersion, OptionalLong grace) {

    /** No grace period. */
    public static final DeleteOptions NOW =
            new DeleteOptions(Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.of(0));

    public static DeleteOptions of(Propagation propagation) {
        return new DeleteOptions(Optional.of(propagation), Optional.empty(), Optional.empty(), OptionalLong.empty());
    }
}
