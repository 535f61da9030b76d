package dev.fairway.diff;

import dev.fairway.diff.Comparison.Difference;
import dev.fairway.diff.Comparison.Status;
import dev.fairway.diff.spec.CompareOptions;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.WellKnown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares what Git says with what runs. The server's prediction (a dry-run of the apply) is the authority; without one,
 * and to tell whether one is worth asking for, the apply is predicted here.
 */
public final class Comparer {

    private Comparer() {}

    /**
     * Whether the server needs to be asked: SAME only if an apply would surely change nothing that counts.
     *
     * @param desired as it would be applied, tracking annotation included
     * @param live with its managed fields, which tell what we applied earlier and how lists are merged
     */
    public static LocalVerdict local(Manifest desired, Manifest live, IgnoreRules rules) {
        Sides sides = Sides.predictedHere(desired, live, rules);
        return sides.changes().isEmpty() ? LocalVerdict.SAME : LocalVerdict.DIFFERENT;
    }

    /**
     * @param desired as it would be applied; empty if Git does not hold it
     * @param predicted the server's answer to a dry-run apply; empty if none was asked for
     * @param live empty if the cluster does not hold it
     * @throws IllegalArgumentException if neither a desired nor a live object is given
     */
    public static Comparison compare(
            Optional<Manifest> desired, Optional<Manifest> predicted, Optional<Manifest> live, IgnoreRules rules) {
        if (desired.isEmpty() && live.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to compare");
        }
        if (desired.isEmpty()) {
            return extra(live.orElseThrow(), rules);
        }
        if (live.isEmpty()) {
            return missing(desired.get(), predicted.orElse(desired.get()), rules);
        }
        Sides sides = predicted
                .map(prediction -> Sides.predictedByServer(desired.get(), prediction, live.get(), rules))
                .orElseGet(() -> Sides.predictedHere(desired.get(), live.get(), rules));
        boolean same = sides.changes().isEmpty();
        return new Comparison(
                live.get().key(),
                same ? Status.SYNCED : Status.OUT_OF_SYNC,
                same ? Difference.NONE : Difference.MODIFIED,
                Optional.of(sides.live()),
                Optional.of(same ? sides.live() : sides.target()),
                sides.changes(),
                sides.warnings());
    }

    private static Comparison extra(Manifest live, IgnoreRules rules) {
        List<String> warnings = new ArrayList<>();
        boolean ignored = CompareOptions.of(live).ignoreExtraneous();
        return new Comparison(
                live.key(),
                ignored ? Status.SYNCED : Status.OUT_OF_SYNC,
                Difference.EXTRA,
                Optional.of(new SecretMasks().mask(normalized(live, live, rules, warnings))),
                Optional.empty(),
                List.of(),
                warnings);
    }

    private static Comparison missing(Manifest desired, Manifest target, IgnoreRules rules) {
        List<String> warnings = new ArrayList<>();
        return new Comparison(
                desired.key(),
                Status.OUT_OF_SYNC,
                Difference.MISSING,
                Optional.empty(),
                Optional.of(new SecretMasks().mask(normalized(target, target, rules, warnings))),
                List.of(),
                warnings);
    }

    private static Manifest normalized(Manifest manifest, Manifest live, IgnoreRules rules, List<String> warnings) {
        return new Normalization(rules.settings()).of(rules.applyTo(manifest, live, warnings));
    }

    /** The two trees of a comparison, ready for display, and what differs. */
    private record Sides(Manifest live, Manifest target, List<FieldChange> changes, List<String> warnings) {

        static Sides predictedHere(Manifest desired, Manifest live, IgnoreRules rules) {
            List<String> warnings = new ArrayList<>();
            SecretMasks masks = new SecretMasks();
            Manifest before = masks.mask(normalized(live, live, rules, warnings));
            Manifest wanted = masks.mask(normalized(desired, live, rules, warnings));
            Equality equality = new Equality(live.gvk().groupKind(), rules.settings());
            Ownership all = Ownership.ofAll(live);
            ObjectNode after =
                    new LocalPrediction(equality).of(wanted.tree(), before.tree(), Ownership.ours(live), all);
            List<FieldChange> changes =
                    TreeComparison.changes(before.tree(), after, Ownership.EVERYTHING, all, equality);
            return new Sides(before, Manifest.of(after), changes, warnings);
        }

        static Sides predictedByServer(Manifest desired, Manifest predicted, Manifest live, IgnoreRules rules) {
            List<String> warnings = new ArrayList<>();
            SecretMasks masks = new SecretMasks();
            Manifest before = masks.mask(normalized(live, live, rules, warnings));
            Manifest after = masks.mask(normalized(predicted, live, rules, warnings));
            Equality equality = new Equality(live.gvk().groupKind(), rules.settings());
            List<FieldChange> changes = TreeComparison.changes(
                    before.tree(),
                    after.tree(),
                    interest(desired, predicted, live),
                    Ownership.ofAll(predicted).and(Ownership.ofAll(live)),
                    equality);
            return new Sides(before, after, changes, warnings);
        }

        /** What we write and what we wrote: the rest of the prediction is the doing of admission webhooks. */
        private static Ownership interest(Manifest desired, Manifest predicted, Manifest live) {
            Ownership written = Ownership.ofManager(predicted, WellKnown.FIELD_MANAGER);
            return written.isNothing() || CompareOptions.of(desired).includeMutationWebhook()
                    ? Ownership.EVERYTHING
                    : written.and(Ownership.ours(live));
        }
    }
}
