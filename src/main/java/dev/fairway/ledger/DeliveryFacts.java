package dev.fairway.ledger;

import dev.fairway.ledger.Deployment.DeployedCommit;
import dev.fairway.resource.ApplicationName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the record knows of deliveries since a moment, as it was told. */
public record DeliveryFacts(
        List<Shipped> shipped, List<Ended> ended, List<Worsened> worsened, List<Told> incidents, List<Word> words) {

    /** Whose it is and where it runs. */
    public record Where(
            String application,
            String project,
            String team,
            String service,
            String environment,
            boolean production,
            String cluster) {

        public Concerned concerned() {
            return new Concerned(ApplicationName.parse(application), project);
        }
    }

    /**
     * A new desired state was healthy.
     *
     * @param operationKind and {@code operationReason} are of the operation that brought it; may be empty
     * @param effect what all its attempts did: {@code APPLIED}, {@code ONLY_PRUNED}, {@code ONLY_HOOKS} or {@code NOTHING}
     * @param first no deployment of the application came before it
     * @param commits of the configuration repository
     * @param builtOf empty if nothing says it
     */
    public record Shipped(
            long id,
            Where where,
            Optional<Long> operation,
            String operationKind,
            String operationReason,
            List<String> revisions,
            String effect,
            String state,
            boolean first,
            List<DeployedCommit> commits,
            boolean truncated,
            Optional<BuiltOf> builtOf,
            String actor,
            Instant liveAt,
            Instant healthyAt) {}

    /**
     * The commit that an image was built of.
     *
     * @param revision empty if what says so does not agree
     * @param saidBy what says so
     * @param missing why its commits are not known; empty if they are
     * @param commits since the one before, newest first
     * @param truncated whether there were more
     */
    public record BuiltOf(
            String revision,
            String repository,
            String saidBy,
            String missing,
            List<DeployedCommit> commits,
            boolean truncated) {}

    /** The commits of a deployment: those of the configuration, and of what its images were built of. */
    public record Committed(List<DeployedCommit> configuration, Optional<BuiltOf> builtOf) {}

    /**
     * An operation whose sync has ended.
     *
     * @param sync {@code Succeeded}, {@code Failed} or {@code Error}
     * @param failedPhase of what failed last; may be empty
     * @param rollout the second verdict; empty while it is not known
     */
    public record Ended(
            long id,
            Where where,
            String kind,
            String reason,
            boolean dryRun,
            List<String> revisions,
            String sync,
            String message,
            String effect,
            String failedPhase,
            String rollout,
            String actor,
            Instant at,
            Instant settledAt) {}

    /** Health became Degraded. */
    public record Worsened(String application, Instant at, String message) {}

    /**
     * An incident, from everything that was told of it.
     *
     * @param linked deployments that people say caused it
     * @param unlinked deployments that people say did not
     */
    public record Told(
            String incident,
            String title,
            String deployment,
            String operation,
            String revision,
            String application,
            String service,
            String environment,
            Instant startedAt,
            Optional<Instant> resolvedAt,
            String address,
            Set<String> linked,
            Set<String> unlinked) {}

    /** A person's word on a deployment. */
    public record Word(String deployment, String said, String by, String reason, Instant at) {}
}
