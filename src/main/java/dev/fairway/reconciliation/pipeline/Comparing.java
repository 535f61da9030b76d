package dev.fairway.reconciliation.pipeline;

import dev.fairway.cluster.ClusterDriver;
import dev.fairway.cluster.LiveState;
import dev.fairway.diff.Comparer;
import dev.fairway.diff.Comparison;
import dev.fairway.diff.IgnoreRules;
import dev.fairway.diff.LocalVerdict;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.TrackingId;
import dev.fairway.sync.Hook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Compares every object of an application with what runs; the server is asked only where a local look finds something. */
@Component
class Comparing {

    private final Predictions predictions;
    private final Counterparts counterparts;
    private final Confirmations confirmations;

    Comparing(Predictions predictions, Counterparts counterparts, Confirmations confirmations) {
        this.predictions = predictions;
        this.counterparts = counterparts;
        this.confirmations = confirmations;
    }

    /**
     * @param live the live counterparts of desired objects, and everything else the application tracks
     * @param comparisons one per object that counts: desired objects in their order, then those that Git no longer has
     */
    record Result(Map<ResourceKey, Manifest> live, Map<ResourceKey, Comparison> comparisons) {}

    Result compare(
            ApplicationName application,
            String cluster,
            ClusterDriver driver,
            DesiredState desired,
            IgnoreRules rules) {
        LiveState state = driver.live();
        Map<ResourceKey, Manifest> live = new LinkedHashMap<>();
        for (Manifest object : state.trackedBy(application)) {
            live.put(object.key(), object);
        }
        Map<ResourceKey, Manifest> wanted = new LinkedHashMap<>();
        for (Manifest manifest : desired.manifests()) {
            if (!manifest.name().isEmpty() && Hook.of(manifest).isEmpty() && !Hook.isSkipped(manifest)) {
                wanted.put(manifest.key(), manifest);
            }
        }
        for (ResourceKey key : wanted.keySet()) {
            if (!live.containsKey(key)) {
                state.get(key).ifPresent(object -> live.put(key, object));
            }
        }
        List<Manifest> objects = List.copyOf(wanted.values());
        List<Comparison> results = Crew.each(
                objects,
                manifest -> compare(cluster, driver, manifest, Optional.ofNullable(live.get(manifest.key())), rules));
        Map<ResourceKey, Comparison> comparisons = new LinkedHashMap<>();
        for (int i = 0; i < objects.size(); i++) {
            comparisons.put(objects.get(i).key(), results.get(i));
        }
        live.forEach((key, object) -> {
            if (!wanted.containsKey(key) && isExtra(application, object)) {
                comparisons.put(key, Comparer.compare(Optional.empty(), Optional.empty(), Optional.of(object), rules));
            }
        });
        return new Result(live, comparisons);
    }

    /**
     * A local look is enough as long as Git has not changed its mind about the object: only then could there be a field of
     * ours in the live object that is no longer wanted, and only the server knows whose fields are whose.
     */
    private Comparison compare(
            String cluster, ClusterDriver driver, Manifest desired, Optional<Manifest> live, IgnoreRules rules) {
        if (live.isEmpty()) {
            return Comparer.compare(Optional.of(desired), live, live, rules);
        }
        Optional<Manifest> seen = Optional.of(counterparts.of(cluster, driver, desired, live.get(), rules));
        if (confirmations.isConfirmed(cluster, desired, live.get())
                && Comparer.local(desired, seen.get(), rules) == LocalVerdict.SAME) {
            return Comparer.compare(Optional.of(desired), seen, seen, rules);
        }
        Optional<Manifest> predicted = predictions.of(cluster, driver, desired, live.get());
        Comparison comparison = Comparer.compare(Optional.of(desired), predicted, seen, rules);
        if (comparison.isSynced() && predicted.isPresent()) {
            confirmations.confirm(cluster, desired, live.get());
        }
        return comparison;
    }

    /** Tracked by this application about this very object, no hook, and not just a dependant that is garbage-collected. */
    private static boolean isExtra(ApplicationName application, Manifest object) {
        return Hook.of(object).isEmpty()
                && TrackingId.ownedBy(object)
                        .filter(id -> id.application().equals(application))
                        .isPresent();
    }

    /** Rules of an application as the comparer wants them. */
    static IgnoreRules rules(List<dev.fairway.diff.spec.IgnoreRule> rules) {
        return IgnoreRules.of(rules, dev.fairway.diff.ComparisonSettings.DEFAULT);
    }
}
