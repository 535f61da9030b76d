package dev.fairway.web.applications.tree;

import dev.fairway.health.HealthStatus;
import dev.fairway.resource.ResourceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trees as tests write them. */
final class Objects {

    static final Instant NOW = Instant.parse("2026-11-12T02:11:00Z");

    private Objects() {}

    static Branch object(String kind, String name, HealthStatus health, Branch... below) {
        return new Branch(
                node(kind, name, health, SyncMark.NONE, 0, List.of()), new ArrayList<>(List.of(below)), false);
    }

    static Branch managed(int wave, String kind, String name, HealthStatus health, Branch... below) {
        return new Branch(
                node(kind, name, health, SyncMark.SYNCED, wave, List.of()), new ArrayList<>(List.of(below)), false);
    }

    static Branch replicaSet(String name, int revision, String ready, Branch... below) {
        return new Branch(
                node(
                        "ReplicaSet",
                        name,
                        HealthStatus.HEALTHY,
                        SyncMark.NONE,
                        0,
                        List.of("rev " + revision, ready + " ready")),
                new ArrayList<>(List.of(below)),
                false);
    }

    static Node node(String kind, String name, HealthStatus health, SyncMark sync, int wave, List<String> info) {
        return new Node(
                new ResourceKey("", kind, "shop", name),
                health,
                "",
                false,
                sync,
                new Place(Place.Phase.SYNC, wave),
                false,
                List.of(),
                Optional.of(NOW.minusSeconds(3600)),
                info);
    }

    static Branch[] pods(int count, HealthStatus health) {
        Branch[] pods = new Branch[count];
        for (int at = 0; at < count; at++) {
            pods[at] = object("Pod", "web-" + health.text().toLowerCase(java.util.Locale.ROOT) + "-" + at, health);
        }
        return pods;
    }

    static Branch[] together(Branch[] some, Branch[] others) {
        List<Branch> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(others));
        return all.toArray(Branch[]::new);
    }
}
