package dev.fairway.sync;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import dev.fairway.sync.spec.SyncPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** All that a plan is made of. */
public record PlanInput(
        Operation operation, Target target, SyncPolicy policy, SyncRequest request, State state, Gate gate) {

    /**
     * Which attempt this is the plan of.
     *
     * @param id unique for every attempt; hooks are marked with it
     * @param revision the commit, for names of hooks; may be empty
     * @param startedAt when this attempt began; approvals must be later
     */
    public record Operation(String id, String revision, Instant startedAt) {}

    /** @param namespace the destination's namespace, may be empty */
    public record Target(ApplicationName application, String namespace) {}

    /**
     * What should be and what is.
     *
     * @param desired the rendered manifests, placed in their namespaces and tracked; tasks refer to them by place
     * @param live the live objects of the desired ones, all objects tracked by the application, and the destination's
     *     Namespace
     * @param outOfSync keys of objects that differ or are missing; used by {@code ApplyOutOfSyncOnly} only
     */
    public record State(List<Manifest> desired, Map<ResourceKey, Manifest> live, Set<ResourceKey> outOfSync) {}

    /**
     * What is permitted and possible.
     *
     * @param verdict why an object must not be touched; empty if it may
     * @param serves whether the cluster serves a kind
     */
    public record Gate(Function<ResourceKey, Optional<Problem>> verdict, Predicate<GroupKind> serves) {

        public static final Gate OPEN = new Gate(key -> Optional.empty(), kind -> true);
    }
}
