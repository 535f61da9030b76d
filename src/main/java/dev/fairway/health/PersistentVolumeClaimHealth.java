package dev.fairway.health;

import dev.fairway.resource.Manifest;

/** A claim is healthy when it is bound to a volume. */
final class PersistentVolumeClaimHealth {

    private PersistentVolumeClaimHealth() {}

    static Health assess(Manifest claim) {
        return switch (claim.text("/status/phase")) {
            case "Bound" -> Health.healthy("");
            case "Pending" -> Health.progressing("Waiting for a volume");
            case "Lost" -> Health.degraded("The volume of this claim is lost");
            default -> Health.unknown("");
        };
    }
}
