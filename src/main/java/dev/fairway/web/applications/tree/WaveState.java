package dev.fairway.web.applications.tree;

import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.OperationState.Result;
import dev.fairway.sync.OperationPhase;
import java.util.List;
import java.util.Optional;

/**
 * How far a wave has come: by the last operation while that is what counts, else by what differs.
 *
 * @param text beside its name
 */
record WaveState(Stage stage, String text) {

    enum Stage {
        PASSED,
        FAILED,
        RUNNING,
        WAITING
    }

    static WaveState of(Place place, List<Node> nodes, Optional<OperationState> operation) {
        if (place.equals(Place.ORPHANED)) {
            return new WaveState(Stage.WAITING, nodes.size() == 1 ? "1 orphan" : nodes.size() + " orphans");
        }
        return operation
                .filter(state -> state.phase() != OperationPhase.SUCCEEDED && !state.dryRun())
                .flatMap(state -> during(place, state))
                .orElseGet(() -> standing(nodes));
    }

    private static Optional<WaveState> during(Place place, OperationState operation) {
        List<Result> results = operation.results().stream()
                .filter(result -> new Place(Place.Phase.of(result.syncPhase()), result.wave()).equals(place))
                .toList();
        if (results.isEmpty()) {
            return Optional.empty();
        }
        if (results.stream().anyMatch(result -> result.status().equals("SyncFailed"))) {
            return Optional.of(new WaveState(Stage.FAILED, "failed, attempt " + operation.attempt()));
        }
        long open = results.stream().filter(result -> result.status().isEmpty()).count();
        if (open == 0) {
            return Optional.of(new WaveState(Stage.PASSED, "applied"));
        }
        boolean begun = open < results.size();
        if (begun && !operation.phase().isOver()) {
            return Optional.of(
                    new WaveState(Stage.RUNNING, "%d of %d done".formatted(results.size() - open, results.size())));
        }
        return Optional.of(new WaveState(Stage.WAITING, open == 1 ? "1 resource waits" : open + " resources wait"));
    }

    private static WaveState standing(List<Node> managed) {
        long differing = managed.stream().filter(node -> node.sync().differs()).count();
        if (differing > 0) {
            return new WaveState(
                    Stage.WAITING,
                    "%d of %d %s from Git".formatted(differing, managed.size(), differing == 1 ? "differs" : "differ"));
        }
        return new WaveState(
                Stage.PASSED,
                managed.size() == 1 ? "1 resource, as Git says" : managed.size() + " resources, as Git says");
    }
}
