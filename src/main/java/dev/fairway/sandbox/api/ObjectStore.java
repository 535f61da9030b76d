package dev.fairway.sandbox.api;

import dev.fairway.resource.GroupKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * The sandbox's objects for code in this process: the same defaults, checks, versions and ownership as over HTTP, without
 * the wire. Objects that come out are the caller's own copies. Cluster-scoped objects have the empty namespace. Failures
 * are {@link StatusException}s.
 */
public interface ObjectStore {

    Optional<ObjectNode> get(GroupKind kind, String namespace, String name);

    /** In order of namespace and name; the empty namespace means all. */
    List<ObjectNode> list(GroupKind kind, String namespace);

    /** The objects of this kind whose ownerReferences name the uid; no scan. */
    List<ObjectNode> ownedBy(String uid, GroupKind kind);

    /** Stores a new object; {@code metadata.generateName} is honoured. */
    ObjectNode create(ObjectNode object);

    /**
     * Replaces everything but the status. With {@code metadata.resourceVersion} it fails with a conflict when another
     * change came first; without, the last writer wins.
     */
    ObjectNode update(ObjectNode object);

    /** Replaces the status alone, under the same rule about resourceVersion. */
    ObjectNode updateStatus(ObjectNode object);

    /**
     * Reads, changes and writes the status until no other change comes between. The function returns empty when there
     * is nothing to write, and is called again with a newer object after a race.
     *
     * @return the object as it is now, or empty when it does not exist
     */
    Optional<ObjectNode> changeStatus(
            GroupKind kind, String namespace, String name, Function<ObjectNode, Optional<ObjectNode>> change);

    /** As {@link #changeStatus}, for everything but the status. */
    Optional<ObjectNode> change(
            GroupKind kind, String namespace, String name, Function<ObjectNode, Optional<ObjectNode>> change);

    /** Deletes if it exists; finalizers and dependents are honoured. */
    void delete(GroupKind kind, String namespace, String name, Propagation propagation);

    /** Removes at once, without a grace period, as a node does when a pod has ended. Finalizers still hold it. */
    void remove(GroupKind kind, String namespace, String name);

    /**
     * Tells of every object that exists now as {@link ObjectChange.Kind#ADDED}, then of every change in order, on a
     * thread of its own, until closed. A listener that throws does not stop it.
     */
    Observation observe(GroupKind kind, Consumer<ObjectChange> listener);

    /** The same store under the name of another field manager and user. */
    ObjectStore as(String manager);

    /** What becomes of the dependents of a deleted object. */
    enum Propagation {
        BACKGROUND,
        FOREGROUND,
        ORPHAN
    }

    /**
     * @param object as it is after the change; its last state for a deletion
     */
    record ObjectChange(Kind kind, ObjectNode object) {

        public enum Kind {
            ADDED,
            MODIFIED,
            DELETED
        }
    }

    /** Ends with {@link #close()}. */
    interface Observation extends AutoCloseable {

        @Override
        void close();
    }
}
