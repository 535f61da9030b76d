package dev.fairway.metrics.figures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A new state reached one application: one target of a release.
 *
 * @param id of the deployment, or of the operation for what was never healthy
 * @param state empty if it is not known, which is different from every other
 * @param commitSource as that of {@link Deployed}
 * @param healthyAt empty if it never was
 * @param recoveredAt the first healthy different state after it, or the end of its incident; empty while there is none
 */
public record Landing(
        String id,
        Place place,
        Optional<String> operation,
        Kind kind,
        String why,
        String revisions,
        String release,
        String state,
        boolean first,
        List<Change> changes,
        Deployed.Known known,
        String commitSource,
        String actor,
        Instant liveAt,
        Optional<Instant> healthyAt,
        List<Failure> failures,
        Optional<Instant> recoveredAt) {

    Instant countedAt() {
        return healthyAt.orElse(liveAt);
    }

    boolean isFailed() {
        return !failures.isEmpty();
    }

    boolean differsFrom(Landing other) {
        return state.isEmpty() || !state.equals(other.state);
    }

    Landing as(Kind other, String reason) {
        return new Landing(
                id,
                place,
                operation,
                other,
                reason,
                revisions,
                release,
                state,
                first,
                changes,
                known,
                commitSource,
                actor,
                liveAt,
                healthyAt,
                failures,
                recoveredAt);
    }

    Landing failed(Failure failure) {
        List<Failure> more = new ArrayList<>(failures);
        more.add(failure);
        return with(more, recoveredAt);
    }

    Landing notFailed() {
        return with(List.of(), Optional.empty());
    }

    Landing recovered(Optional<Instant> at) {
        return with(failures, at);
    }

    private Landing with(List<Failure> reasons, Optional<Instant> recovery) {
        return new Landing(
                id,
                place,
                operation,
                kind,
                why,
                revisions,
                release,
                state,
                first,
                changes,
                known,
                commitSource,
                actor,
                liveAt,
                healthyAt,
                reasons,
                recovery);
    }
}
