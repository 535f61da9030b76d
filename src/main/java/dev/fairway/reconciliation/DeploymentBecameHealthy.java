package dev.fairway.reconciliation;

import dev.fairway.resource.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A new desired state is healthy for the first time.
 *
 * @param operation the operation that brought it
 * @param revisions one per source
 * @param renderedHash names the desired state, without what merely carries the revision
 * @param renderKey the kept render
 * @param images every image its workloads name
 * @param commits since the previous deployment, newest first
 * @param commitsTruncated there were more than are listed
 * @param previousHash the desired state before it; empty for the first
 * @param actor who caused the operation
 * @param liveAt when it was applied
 * @param healthyAt when everything was healthy
 * @param source what an image of it was built of; empty if nothing says so
 */
public record DeploymentBecameHealthy(
        ApplicationFacts application,
        Optional<Long> operation,
        List<String> revisions,
        String renderedHash,
        String renderKey,
        List<String> images,
        List<ShippedCommit> commits,
        boolean commitsTruncated,
        String previousHash,
        Actor actor,
        Instant liveAt,
        Instant healthyAt,
        Optional<ImageSource> source) {

    /**
     * The commit that an image was built of.
     *
     * @param image that is meant; empty if the whole application is
     * @param repository where the commit is; empty if nothing says so
     * @param saidBy what says so, as a sentence's end: {@code the label … of Deployment shop/api}
     * @param missing why its commits are not known, as a sentence; empty if they are
     * @param commits since the source's commit of the deployment before, newest first
     * @param truncated there were more
     */
    public record ImageSource(
            String image,
            String revision,
            String repository,
            String saidBy,
            String missing,
            List<ShippedCommit> commits,
            boolean truncated) {}

    /**
     * A commit that came with it.
     *
     * @param mergedAt when the merge commit that brought it was made, else when it was committed
     */
    public record ShippedCommit(
            String sha,
            String author,
            Instant authoredAt,
            Instant committedAt,
            Instant mergedAt,
            String subject,
            boolean merge) {}
}
