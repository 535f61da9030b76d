package dev.fairway.reconciliation;

import dev.fairway.resource.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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
     * The commit that an image was built of. Texts are at most 500 letters; a longer one ends in an ellipsis.
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
            boolean truncated) {

        private static final int LONGEST = 500;

        private static final Pattern WHOLE = Pattern.compile("[0-9a-f]{40}");

        public ImageSource {
            image = told(image);
            revision = told(revision);
            repository = told(repository);
            saidBy = told(saidBy);
            missing = told(missing);
        }

        /** Whether the revision names one commit for good, so that the next deployment's commits can be told from there. */
        public boolean isWhole() {
            return WHOLE.matcher(revision).matches();
        }

        /** A label or an image may say anything; Postgres has no text with a zero in it, and the record bounds what it keeps. */
        private static String told(String text) {
            String clean = text.replace('\0', '\uFFFD');
            return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST - 1) + "…";
        }
    }

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
