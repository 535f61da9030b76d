package dev.fairway.sync;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.TrackingId;

/** Which live objects are there only because an application once made them. */
public final class Extras {

    private Extras() {}

    /**
     * Whether a live object may go when the application no longer names it: its own tracking id names this application, it
     * is no hook, and no other object owns it.
     */
    public static boolean isMadeBy(Manifest live, ApplicationName application) {
        return TrackingId.ownedBy(live)
                        .filter(id -> id.application().equals(application))
                        .isPresent()
                && Hook.of(live).isEmpty()
                && live.at("/metadata/ownerReferences").isEmpty();
    }
}
