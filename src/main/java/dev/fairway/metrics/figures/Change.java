package dev.fairway.metrics.figures;

import java.time.Instant;
import java.util.Optional;

/**
 * A commit that a deployment made live.
 *
 * @param author {@code Name <address>}, as the repository says
 * @param authoredAt when it was written
 * @param mergedAt when the merge commit that brought it was made, else when it was committed; a lead time starts here
 * @param merge it only joins others
 */
public record Change(
        String sha,
        String author,
        Optional<Instant> authoredAt,
        Optional<Instant> mergedAt,
        String subject,
        boolean merge) {}
