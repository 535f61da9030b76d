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

    /** A commit that came with it. */
    public record DeployedCommit(String sha, String author, Instant committedAt, String subject) {}
}
