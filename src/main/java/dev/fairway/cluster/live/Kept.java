package dev.fairway.cluster.live;

import dev.fairway.cluster.LiveState.LiveRecord;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.GroupKind;
import dev.fairway.resource.ResourceKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one object. There may be hundreds of thousands, so this is packed: shared strings, uids and versions as
 * numbers, the body as compressed bytes. {@link LiveRecord} is what the world sees.
 */
final class Kept {

    private static final Owner[] NONE = {};

    private final GroupKind kind;
    private final String apiVersion;
    private final String namespace;
    private final String name;
    private final Object uid;
    private final long version;
    private final int createdAt;
    private final boolean beingDeleted;
    private final @Nullable ApplicationName tracking;
    private final @Nullable ApplicationName root;
    private final Owner[] owners;
    private final List<String> managers;
    private final byte @Nullable [] body;

    /** The listing that last contained this object; touched under the lock of its kind only. */
    int seenInListing;

    Kept(Arrival arrival, @Nullable ApplicationName root, byte @Nullable [] body) {
        this.kind = arrival.kind();
        this.apiVersion = arrival.apiVersion();
        this.namespace = arrival.namespace();
        this.name = arrival.name();
        this.uid = compact(arrival.uid());
        this.version = arrival.version();
        this.createdAt = (int) arrival.createdAt().getEpochSecond();
        this.beingDeleted = arrival.beingDeleted();
        this.tracking = arrival.tracking();
        this.root = root;
        this.owners = arrival.owners().isEmpty() ? NONE : arrival.owners().toArray(Owner[]::new);
        this.managers = arrival.managers();
        this.body = body;
    }

    /** An owner as an object names it. */
    record Owner(GroupKind kind, String name, Object uid) {}

    /** A uid in 32 bytes of heap instead of 96, if it is one of the usual form. */
    static Object compact(String uid) {
        try {
            UUID parsed = UUID.fromString(uid);
            return parsed.toString().equals(uid) ? parsed : uid;
        } catch (IllegalArgumentException anotherForm) {
            return uid;
        }
    }

    GroupKind kind() {
        return kind;
    }

    String namespace() {
        return namespace;
    }

    String name() {
        return name;
    }

    Object uid() {
        return uid;
    }

    /** The resourceVersion as a number, 0 if it is none. */
    long version() {
        return version;
    }

    Optional<ApplicationName> tracking() {
        return Optional.ofNullable(tracking);
    }

    /** The application it belonged to when it was last seen, directly or through its owners. */
    Optional<ApplicationName> root() {
        return Optional.ofNullable(root);
    }

    Owner[] owners() {
        return owners;
    }

    List<String> managers() {
        return managers;
    }

    Optional<byte[]> body() {
        return Optional.ofNullable(body);
    }

    boolean isFull() {
        return body != null;
    }

    ResourceKey key() {
        return new ResourceKey(kind.group(), kind.kind(), namespace, name);
    }

    LiveRecord toRecord() {
        return new LiveRecord(
                key(),
                apiVersion,
                uid.toString(),
                version == 0 ? "" : Long.toString(version),
                tracking(),
                Arrays.stream(owners).map(owner -> owner.uid().toString()).toList(),
                Instant.ofEpochSecond(createdAt),
                beingDeleted,
                isFull());
    }
}
