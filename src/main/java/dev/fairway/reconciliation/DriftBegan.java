package dev.fairway.reconciliation;

import dev.fairway.diff.FieldOwner;
import dev.fairway.resource.ResourceKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A live object departs from Git in a field, although Git says what it said before.
 *
 * @param id names this drift; the same for whoever sees the same
 * @param field for people, {@code spec.replicas}; empty for the object as a whole
 * @param git what Git says, fit to be shown: without secrets, cut if it is long
 * @param live what it became, likewise
 * @param owner who wrote the field, as the server tells; empty if it does not
 * @param revisions what Git was at, one per source
 * @param at when it was seen
 */
public record DriftBegan(
        String id,
        ApplicationFacts application,
        ResourceKey key,
        String field,
        String git,
        String live,
        Optional<FieldOwner> owner,
        List<String> revisions,
        Instant at) {}
