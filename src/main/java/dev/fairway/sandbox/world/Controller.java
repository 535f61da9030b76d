package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import java.time.Instant;

/** Decides what happens next to objects of one kind. A pure function: the same arguments give the same turn. */
interface Controller {

    GroupKind kind();

    /**
     * Called when the object, one it controls or one it refers to has changed, and when the time it asked for has come.
     * A turn on a settled object has no effects, or the world would never come to rest. At most one update of the object
     * itself per turn: a second would meet a newer version.
     */
    Turn turn(Manifest object, ClusterView view, Instant now);
}
