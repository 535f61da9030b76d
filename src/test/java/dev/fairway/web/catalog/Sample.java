package dev.fairway.web.catalog;

import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.resource.ApplicationName;
import dev.fairway.sync.OperationPhase;
import dev.fairway.web.query.Urgency;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Entries for tests, made by saying what is special about each. */
public final class Sample {

    public static final Instant NOW = Instant.parse("2026-11-12T02:11:00Z");

    private final String name;
    private String team = "payments";
    private String cluster = "prod-eu";
    private String repository = "https://git.example/shop.git";
    private List<String> images = List.of();
    private HealthStatus health = HealthStatus.HEALTHY;
    private SyncStatus sync = SyncStatus.SYNCED;
    private Urgency urgency = Urgency.HEALTHY;
    private String why = "";
    private Optional<Entry.Operation> operation = Optional.empty();
    private Optional<ApplicationName> parent = Optional.empty();
    private Instant changedAt = NOW.minusSeconds(60);

    private Sample(String name) {
        this.name = name;
    }

    public static Sample app(String name) {
        return new Sample(name);
    }

    public Sample team(String value) {
        team = value;
        return this;
    }

    public Sample cluster(String value) {
        cluster = value;
        return this;
    }

    public Sample repository(String value) {
        repository = value;
        return this;
    }

    public Sample image(String value) {
        images = List.of(value);
        return this;
    }

    public Sample changed(Instant value) {
        changedAt = value;
        return this;
    }

    public Sample child(String of) {
        parent = Optional.of(new ApplicationName("argocd", of));
        return this;
    }

    public Sample degraded(String because) {
        health = HealthStatus.DEGRADED;
        urgency = Urgency.DEGRADED;
        why = because;
        return this;
    }

    public Sample outOfSync() {
        sync = SyncStatus.OUT_OF_SYNC;
        urgency = Urgency.OUT_OF_SYNC;
        return this;
    }

    public Sample failed(long operationId, String because) {
        urgency = Urgency.FAILED;
        sync = SyncStatus.OUT_OF_SYNC;
        why = because;
        operation = Optional.of(new Entry.Operation(
                operationId,
                OperationState.Kind.SYNC,
                OperationPhase.FAILED,
                3,
                NOW.minusSeconds(300),
                Optional.of(NOW.minusSeconds(240))));
        return this;
    }

    public Entry entry() {
        return new Entry(
                new ApplicationName("argocd", name),
                new Entry.Asked(
                        "shop",
                        team,
                        name,
                        "production",
                        cluster,
                        "shop",
                        List.of(repository),
                        List.of("main"),
                        Map.of("tier", "web"),
                        true,
                        false,
                        parent,
                        NOW.minusSeconds(9000)),
                new Entry.Going(
                        health,
                        sync,
                        List.of("9f3c1ab000000000000000000000000000000000"),
                        Optional.of(new Entry.Head("Rename DB_URL", NOW.minusSeconds(1200))),
                        images,
                        true,
                        operation,
                        changedAt),
                urgency,
                why);
    }

    public static Picture picture(Entry... entries) {
        Map<ApplicationName, Picture.Kept> kept = new HashMap<>();
        for (Entry entry : entries) {
            kept.put(entry.name(), new Picture.Kept(Optional.of(entry), 1));
        }
        return new Picture(kept, 1, NOW);
    }
}
