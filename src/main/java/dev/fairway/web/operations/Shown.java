package dev.fairway.web.operations;

import dev.fairway.applications.Application;
import dev.fairway.diagnosis.Diagnosis;
import dev.fairway.health.HealthStatus;
import dev.fairway.ledger.Operation;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.OperationState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One attempt of one operation with all that the page is made of.
 *
 * @param application empty if it was deleted meanwhile
 * @param state how it is going; empty if another operation has followed it, and for the moment until its application's next
 *     turn tells of it
 */
record Shown(
        Operation operation,
        Optional<Application> application,
        Optional<ApplicationStatus> status,
        Optional<OperationState> state,
        AttemptShown attempt,
        Findings findings,
        GitChanges changes,
        Instant now) {

    Optional<Diagnosis> diagnosis() {
        return findings.diagnosis();
    }

    /**
     * It was good, nothing has followed it, and now it is not: what is wrong is a matter of this operation still. A Deployment
     * whose pods crash after its rollout counts as Progressing (Argo CD's rule), so what the pods say counts, too.
     */
    boolean isIncident() {
        boolean wasGood = operation
                .rolloutVerdict()
                .filter(verdict -> verdict.result().equals("HEALTHY"))
                .isPresent();
        return wasGood
                && state.isPresent()
                && (diagnosis().isPresent()
                        || status.filter(known -> known.health().status() == HealthStatus.DEGRADED)
                                .isPresent());
    }

    /** Whether the application tells of a later operation, or is gone; what it tells of is of no earlier one. */
    boolean isFollowed() {
        return state.isEmpty()
                && status.flatMap(ApplicationStatus::operation)
                        .map(told -> told.id() > operation.id())
                        .orElse(status.isEmpty());
    }

    /** The cluster only checked what would be done. */
    boolean isDryRun() {
        return operation.request().dryRun();
    }

    boolean isUnderWay() {
        return operation.syncVerdict().isEmpty();
    }

    /** What it syncs to, one per source; empty as long as it is not known. */
    List<String> revisions() {
        return attempt.revisions().isEmpty()
                ? state.map(OperationState::revisions).orElse(operation.revisions())
                : attempt.revisions();
    }

    String revision() {
        return revisions().isEmpty() ? "" : revisions().getFirst();
    }
}
