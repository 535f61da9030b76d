package dev.fairway.web.catalog;

import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.SyncStatus;
import dev.fairway.resource.ApplicationName;
import dev.fairway.sync.OperationPhase;
import dev.fairway.web.query.Urgency;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One application as lists know it.
 *
 * @param asked what someone wrote
 * @param going how it is going
 * @param urgency how soon someone should look
 * @param why one sentence on why it needs attention; empty if it does not
 */
public record Entry(ApplicationName name, Asked asked, Going going, Urgency urgency, String why) {

    /**
     * What someone wrote.
     *
     * @param revisions the target revision of each source
     * @param labels those that are no facets of their own
     * @param parent the application that made it
     */
    public record Asked(
            String project,
            String team,
            String service,
            String environment,
            String cluster,
            String namespace,
            List<String> repositories,
            List<String> revisions,
            Map<String, String> labels,
            boolean automated,
            boolean deleting,
            Optional<ApplicationName> parent,
            Instant createdAt) {}

    /**
     * How it is going.
     *
     * @param revisions what is wanted now, one per source, as commits or versions
     * @param head the wanted commit, if the first source is Git
     * @param images every image its workloads name
     * @param rendered whether manifests could be made of the revisions
     * @param changedAt when sync, health or revision changed last; when it was made, before its first turn
     */
    public record Going(
            HealthStatus health,
            SyncStatus sync,
            List<String> revisions,
            Optional<Head> head,
            List<String> images,
            boolean rendered,
            Optional<Operation> operation,
            Instant changedAt) {}

    public record Head(String subject, Instant committedAt) {}

    /** The running operation, or the last one. */
    public record Operation(
            long id,
            OperationState.Kind kind,
            OperationPhase phase,
            int attempt,
            Instant startedAt,
            Optional<Instant> finishedAt) {}

    public boolean needsAttention() {
        return switch (urgency) {
            case FAILED, TERMINATING, DEGRADED, MISSING, OUT_OF_SYNC -> true;
            case SUSPENDED, PROGRESSING, UNKNOWN, HEALTHY -> false;
        };
    }

    /** Where it goes, as people say it. */
    public String destination() {
        return asked.namespace().isEmpty() ? asked.cluster() : asked.cluster() + "/" + asked.namespace();
    }
}
