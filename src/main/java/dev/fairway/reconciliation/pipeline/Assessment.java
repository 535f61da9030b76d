package dev.fairway.reconciliation.pipeline;

import dev.fairway.diff.Comparison;
import dev.fairway.health.AggregateHealth;
import dev.fairway.health.Health;
import dev.fairway.health.HealthAssessor;
import dev.fairway.health.ResourceHealth;
import dev.fairway.reconciliation.ResourceStatus;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.TrackingId;
import dev.fairway.sync.Hook;
import dev.fairway.sync.Wave;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an inspection means for the application. Pure.
 *
 * @param shared objects that carry another application's tracking id
 */
public record Assessment(SyncStatus sync, Health health, List<ResourceStatus> resources, List<ResourceKey> shared) {

    public static Assessment of(Inspection inspection, HealthAssessor assessor) {
        List<ResourceStatus> resources = new ArrayList<>();
        List<ResourceHealth> healths = new ArrayList<>();
        List<ResourceKey> shared = new ArrayList<>();
        for (Map.Entry<ResourceKey, Comparison> entry : inspection.comparisons().entrySet()) {
            ResourceKey key = entry.getKey();
            Optional<Manifest> live = Optional.ofNullable(inspection.live().get(key));
            Optional<Problem> refusal = inspection.permitted().apply(key);
            ResourceStatus status = status(inspection, entry.getValue(), live, assessor, refusal);
            resources.add(status);
            healths.add(live.map(object -> ResourceHealth.live(object, status.health()))
                    .orElseGet(() -> ResourceHealth.missing(key)));
            live.filter(object -> isOwnedElsewhere(object, inspection)).ifPresent(object -> shared.add(key));
        }
        for (Manifest manifest : inspection.desired().manifests()) {
            if (Hook.of(manifest).isPresent() && !manifest.name().isEmpty()) {
                resources.add(hook(manifest, inspection, assessor));
            }
        }
        resources.sort(Comparator.comparingInt(ResourceStatus::wave)
                .thenComparing(resource -> resource.key().kind())
                .thenComparing(resource -> resource.key().name()));
        return new Assessment(
                sync(resources), AggregateHealth.of(healths), List.copyOf(resources), List.copyOf(shared));
    }

    private static SyncStatus sync(List<ResourceStatus> resources) {
        boolean differs =
                resources.stream().anyMatch(resource -> !resource.hook() && resource.sync() == SyncStatus.OUT_OF_SYNC);
        return differs ? SyncStatus.OUT_OF_SYNC : SyncStatus.SYNCED;
    }

    private static ResourceStatus status(
            Inspection inspection,
            Comparison comparison,
            Optional<Manifest> live,
            HealthAssessor assessor,
            Optional<Problem> refusal) {
        Manifest shown =
                inspection.desired().find(comparison.key()).or(() -> live).orElseThrow();
        SyncStatus sync = refusal.isPresent()
                ? SyncStatus.UNKNOWN
                : comparison.isSynced() ? SyncStatus.SYNCED : SyncStatus.OUT_OF_SYNC;
        String message = refusal.map(Problem::message)
                .orElseGet(() -> comparison.warnings().isEmpty()
                        ? ""
                        : comparison.warnings().getFirst());
        return new ResourceStatus(
                comparison.key(),
                shown.gvk().version(),
                sync,
                live.flatMap(assessor::assess),
                live.isEmpty(),
                comparison.requiresPruning(),
                false,
                Wave.of(shown),
                message);
    }

    private static ResourceStatus hook(Manifest manifest, Inspection inspection, HealthAssessor assessor) {
        Optional<Manifest> live = inspection.driver().live().get(manifest.key());
        return new ResourceStatus(
                manifest.key(),
                manifest.gvk().version(),
                SyncStatus.SYNCED,
                live.flatMap(assessor::assess),
                live.isEmpty(),
                false,
                true,
                Wave.of(manifest),
                "");
    }

    private static boolean isOwnedElsewhere(Manifest live, Inspection inspection) {
        return TrackingId.ownedBy(live)
                .filter(id -> !id.application().equals(inspection.request().application()))
                .isPresent();
    }
}
