package dev.fairway.reconciliation;

import dev.fairway.health.Health;
import dev.fairway.resource.ApplicationName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How an application is going, as the last turn saw it.
 *
 * @param application which one
 * @param cluster the id of the cluster it goes to; empty if its destination is unknown
 * @param sync whether what runs is what Git says
 * @param health the worst of its objects
 * @param revisions one per source, as commits or chart versions
 * @param head the first source's commit, if it is Git
 * @param renderKey the key of the render that was compared
 * @param resources its objects, in sync order
 * @param conditions what a person should know
 * @param images every image its workloads name
 * @param operation the running or the last operation
 * @param memory what automation needs to remember
 * @param changedAt when sync, health or revision changed last
 * @param reconciledAt when the last turn ended
 */
public record ApplicationStatus(
        ApplicationName application,
        String cluster,
        SyncStatus sync,
        Health health,
        List<String> revisions,
        Optional<Head> head,
        String renderKey,
        List<ResourceStatus> resources,
        List<Condition> conditions,
        List<String> images,
        Optional<OperationState> operation,
        Memory memory,
        Instant changedAt,
        Instant reconciledAt) {

    /** The same as it is told to whoever may not see all that it names. */
    public ApplicationStatus told(
            Health saidHealth,
            List<ResourceStatus> saidResources,
            List<Condition> saidConditions,
            Optional<OperationState> saidOperation) {
        return new ApplicationStatus(
                application,
                cluster,
                sync,
                saidHealth,
                revisions,
                head,
                renderKey,
                saidResources,
                saidConditions,
                images,
                saidOperation,
                memory,
                changedAt,
                reconciledAt);
    }

    public ApplicationStatus with(Memory other) {
        return copy(conditions, other, changedAt, reconciledAt);
    }

    public ApplicationStatus with(List<Condition> others) {
        return copy(others, memory, changedAt, reconciledAt);
    }

    /** An operation was asked for since; what else is known stays as the last turn saw it. */
    public ApplicationStatus with(OperationState asked) {
        return told(health, resources, conditions, Optional.of(asked));
    }

    public ApplicationStatus changedAt(Instant moment) {
        return copy(conditions, memory, moment, reconciledAt);
    }

    /** Whether a reader would notice no difference: times apart, both say the same. */
    public boolean saysTheSameAs(ApplicationStatus other) {
        return copy(conditions, memory, other.changedAt, other.reconciledAt).equals(other);
    }

    private ApplicationStatus copy(
            List<Condition> newConditions, Memory newMemory, Instant newChangedAt, Instant newReconciledAt) {
        return new ApplicationStatus(
                application,
                cluster,
                sync,
                health,
                revisions,
                head,
                renderKey,
                resources,
                newConditions,
                images,
                operation,
                newMemory,
                newChangedAt,
                newReconciledAt);
    }

    /** The commit that is wanted. */
    public record Head(String sha, String author, Instant committedAt, String subject) {}

    /**
     * What automation remembers between turns.
     *
     * @param attempted names the revisions and the spec of the last sync that automation or a person began
     * @param attemptSucceeded whether that sync succeeded
     * @param attemptEndedAt when it ended
     * @param heals self-heals in a row since the desired state changed
     * @param deployedHash the desired state that was healthy last
     * @param deployedRevisions its revisions
     * @param deployedSource the commit that its images were built of; empty if nothing said so
     * @param liveHash the desired state that was synced last, and when it became live
     * @param drift what departs from Git although Git did not change
     */
    public record Memory(
            String attempted,
            boolean attemptSucceeded,
            Optional<Instant> attemptEndedAt,
            int heals,
            String deployedHash,
            List<String> deployedRevisions,
            Optional<String> deployedSource,
            String liveHash,
            Optional<Instant> liveAt,
            DriftMemory drift) {

        public static final Memory EMPTY = new Memory(
                "",
                false,
                Optional.empty(),
                0,
                "",
                List.of(),
                Optional.empty(),
                "",
                Optional.empty(),
                DriftMemory.NONE);

        /** A status that was written before drift was watched remembers none. */
        public Memory {
            drift = Objects.requireNonNullElse(drift, DriftMemory.NONE);
        }

        /** A sync has ended, and what it was to bring was {@code what}. */
        public Memory attempted(String what, boolean succeeded, Optional<Instant> endedAt, int healsInARow) {
            return new Memory(
                    what,
                    succeeded,
                    endedAt,
                    healsInARow,
                    deployedHash,
                    deployedRevisions,
                    deployedSource,
                    liveHash,
                    liveAt,
                    drift);
        }

        /** This desired state has been synced. */
        public Memory live(String hash, Optional<Instant> at) {
            return new Memory(
                    attempted,
                    attemptSucceeded,
                    attemptEndedAt,
                    heals,
                    deployedHash,
                    deployedRevisions,
                    deployedSource,
                    hash,
                    at,
                    drift);
        }

        /** This desired state is healthy. */
        public Memory deployed(String hash, List<String> revisions, Optional<String> source) {
            return new Memory(
                    attempted,
                    attemptSucceeded,
                    attemptEndedAt,
                    heals,
                    hash,
                    revisions,
                    source,
                    liveHash,
                    liveAt,
                    drift);
        }

        public Memory with(DriftMemory other) {
            return new Memory(
                    attempted,
                    attemptSucceeded,
                    attemptEndedAt,
                    heals,
                    deployedHash,
                    deployedRevisions,
                    deployedSource,
                    liveHash,
                    liveAt,
                    other);
        }
    }
}
