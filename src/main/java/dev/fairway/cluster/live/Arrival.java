package dev.fairway.cluster.live;

import dev.fairway.cluster.live.Kept.Owner;
import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object as it arrives, with what the record needs read out of it.
 *
 * @param apiVersion the version it was read at, without the group
 * @param version the resourceVersion as a number, 0 if it is none
 * @param tracking the application that owns it by its own tracking id
 * @param managers who owns fields of it, each once
 * @param content the object without its managedFields
 * @param whole whether the content is the whole object and not its metadata only
 */
record Arrival(
        GroupKind kind,
        String apiVersion,
        String namespace,
        String name,
        String uid,
        long version,
        Instant createdAt,
        boolean beingDeleted,
        @Nullable ApplicationName tracking,
        List<Owner> owners,
        List<String> managers,
        Manifest content,
        boolean whole) {}
