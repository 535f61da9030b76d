package dev.fairway.reconciliation.pipeline;

import dev.fairway.cluster.LiveState;
import dev.fairway.cluster.LiveState.LiveRecord;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import dev.fairway.tenancy.Project;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Objects in an application's namespace that belong to no application and to no other object, as far as its project looks for
 * them. Kinds that the project forbids are not shown.
 *
 * @param warn whether the application is told of them
 */
public record Orphans(List<ResourceKey> keys, boolean warn) {

    static final Orphans NOT_LOOKED_FOR = new Orphans(List.of(), false);

    private static final int MOST_NAMED = 3;

    static Orphans of(
            Project.Orphans wanted,
            LiveState live,
            String namespace,
            Predicate<ResourceKey> isDesired,
            Function<ResourceKey, Optional<Problem>> permitted) {
        List<ResourceKey> keys = live.inNamespace(namespace).stream()
                .filter(object ->
                        object.tracking().isEmpty() && object.ownerUids().isEmpty() && !object.beingDeleted())
                .map(LiveRecord::key)
                .filter(wanted::counts)
                .filter(isDesired.negate())
                .filter(key -> permitted.apply(key).isEmpty())
                .sorted(Comparator.comparing(ResourceKey::kind).thenComparing(ResourceKey::name))
                .toList();
        return new Orphans(keys, wanted.warn());
    }

    /** What the application is told; empty if there is nothing to tell. */
    public Optional<Problem> warning() {
        if (!warn || keys.isEmpty()) {
            return Optional.empty();
        }
        String named = String.join(
                ", ", keys.stream().limit(MOST_NAMED).map(ResourceKey::display).toList());
        String more = keys.size() > MOST_NAMED ? " and " + (keys.size() - MOST_NAMED) + " more" : "";
        return Optional.of(Problem.stalled(
                "OrphanedResourceWarning",
                "%s in the application's namespace %s to no application: %s%s. Put them into Git, delete them, or ignore them in the project's orphanedResources."
                        .formatted(
                                keys.size() == 1 ? "One object" : keys.size() + " objects",
                                keys.size() == 1 ? "belongs" : "belong",
                                named,
                                more)));
    }
}
