package dev.fairway.cluster;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What runs in one cluster, fed by one watch per kind that all applications share. Full objects (trimmed of
 * managedFields and of Secret values) are kept for managed objects and for workload descendants, a small record for all
 * others. Who needs managedFields asks {@link ClusterDriver#get} or reads them from what {@link ClusterDriver#predict}
 * returns: they are as long as the object, and few rules want them.
 */
public interface LiveState {

    /**
     * Empty while every kind has been listed and is being watched; otherwise what is missing. Stalled ({@code
     * LiveStatePartial}) if the cluster's account may not list some kinds: all others are complete then.
     */
    Optional<Problem> problem();

    /**
     * Waits until every kind has been listed once or was refused to us, at most so long; returns whether that is so. A
     * refused kind never becomes complete, so it holds nobody up; {@link #problem} tells it.
     */
    boolean awaitComplete(java.time.Duration atMost);

    /**
     * Whether what is kept of this kind may be old: its watch has fallen silent, or the cluster cannot be reached. Nothing of such
     * an object is news, neither that it is there nor that it is not.
     */
    default boolean isBehind(GroupKind kind) {
        return false;
    }

    /** The object, if its whole content is kept; falls back to a read from the server when only a record is. */
    Optional<Manifest> get(ResourceKey key);

    /** The record of an object of any listable kind. */
    Optional<LiveRecord> find(ResourceKey key);

    /** Objects whose tracking id names the application and is about themselves. */
    Collection<Manifest> trackedBy(ApplicationName application);

    /** Objects that name this uid as an owner, directly. */
    List<LiveRecord> ownedBy(String uid);

    /** All records in a namespace. */
    Collection<LiveRecord> inNamespace(String namespace);

    /** Calls back after every change, on a thread of the watch: the callee must be quick. Close to stop. */
    Subscription onChange(Consumer<LiveChange> listener);

    /** How many objects are kept in full and how many as records. */
    Counts counts();

    /** The end of a subscription. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Announces kinds that applications declare, so that their objects are kept in full from the first listing on. Kinds are
     * found without this too, when the first object with a tracking id is seen.
     */
    default void manage(java.util.Set<GroupKind> kinds) {}

    /** Sizes, for metrics and the about page. */
    record Counts(long full, long records) {}

    /**
     * What is known of every object.
     *
     * @param tracking the application its own tracking id names, if it has one
     * @param ownerUids uids of its owners
     * @param full whether the whole object is kept
     */
    record LiveRecord(
            ResourceKey key,
            String version,
            String uid,
            String resourceVersion,
            Optional<ApplicationName> tracking,
            List<String> ownerUids,
            java.time.Instant createdAt,
            boolean beingDeleted,
            boolean full) {}

    /**
     * One change.
     *
     * @param tracking the application the object belongs to, now or before the change, directly or through its owners
     */
    record LiveChange(ResourceKey key, Type type, Optional<ApplicationName> tracking) {

        public enum Type {
            ADDED,
            MODIFIED,
            DELETED,
            /**
             * A whole kind was listed, at first or anew; what differed has been told one by one. The key names the kind
             * only.
             */
            RELISTED
        }
    }
}
