package dev.fairway.ledger;

import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The first time a desired state was healthy.
 *
 * @param renderKey names the render that was deployed, as long as it is kept
 */
public record Deployment(
        long id,
        ApplicationName application,
        String environment,
        boolean production,
        Optional<Long> operation,
        List<String> revisions,
        String renderedHash,
        String renderKey,
        List<String> images,
        List<DeployedCommit> commits,
        Actor actor,
        Instant liveAt,
        Instant healthyAt) {

    /**
     * A commit that came with it.
     *
     * @param authoredAt empty in records of earlier versions, as {@code mergedAt}
     * @param mergedAt when the merge commit that brought it was made, else when it was committed
     * @param merge whether it joins others
     */
    public record DeployedCommit(
            String sha,
            String author,
            Optional<Instant> authoredAt,
            Instant committedAt,
            Optional<Instant> mergedAt,
            String subject,
            boolean merge) {}
}
