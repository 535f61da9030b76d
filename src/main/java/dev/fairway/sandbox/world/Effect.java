package dev.fairway.sandbox.world;

import dev.fairway.resource.Manifest;
import java.time.Duration;

/** What a controller wants done. */
sealed interface Effect {

    /**
     * Makes a new object.
     *
     * @param owner on whose behalf; told when the server refuses
     */
    record Create(Manifest owner, Manifest object) implements Effect {}

    /** Replaces everything but the status, unless someone else has changed the object since. */
    record Update(Manifest object) implements Effect {}

    /** Replaces the status. */
    record UpdateStatus(Manifest object) implements Effect {}

    /** Removes the object. */
    record Delete(Manifest object) implements Effect {}

    /**
     * Tells people of something, as an Event; repeated ones are counted up in one.
     *
     * @param warning rather than normal
     * @param source the component that says it, for example {@code kubelet}
     * @param atMostEvery said again only after this long
     */
    record Tell(Manifest about, boolean warning, String reason, String message, Source source, Duration atMostEvery)
            implements Effect {}

    /**
     * Who says it.
     *
     * @param host the node's name for a kubelet, else empty
     */
    record Source(String component, String host) {

        static Source of(String component) {
            return new Source(component, "");
        }
    }
}
