package dev.fairway.ledger;

import dev.fairway.reconciliation.OperationState.Result;
import java.util.List;

/** What an attempt did to the objects that run. */
enum AttemptEffect {
    APPLIED,
    ONLY_PRUNED,
    ONLY_HOOKS,
    NOTHING;

    static AttemptEffect of(List<Result> results) {
        if (results.stream()
                .anyMatch(result -> !result.hook()
                        && result.status().equals("Synced")
                        && !result.message().startsWith("Unchanged"))) {
            return APPLIED;
        }
        if (results.stream()
                .anyMatch(result -> !result.hook() && result.status().equals("Pruned"))) {
            return ONLY_PRUNED;
        }
        return results.stream().anyMatch(Result::hook) ? ONLY_HOOKS : NOTHING;
    }

    /** The phase of the first object that failed; empty if none did. */
    static String failedPhase(List<Result> results) {
        return results.stream()
                .filter(result -> result.status().equals("SyncFailed"))
                .filter(result -> !result.syncPhase().equals("SyncFail"))
                .map(Result::syncPhase)
                .findFirst()
                .orElse("");
    }
}
