package dev.fairway.web.operations;

import dev.fairway.diagnosis.Attempt;
import dev.fairway.health.HealthStatus;
import dev.fairway.ledger.Operation;
import dev.fairway.reconciliation.OperationState.Rollout;
import dev.fairway.web.operations.AttemptShown.Row;
import dev.fairway.web.view.Counted;
import dev.fairway.web.view.Mark;
import dev.fairway.web.view.ShortRevision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** How far the attempt came: Git, rendered, what was applied, where it stopped, what waits, whether it is healthy. */
record Steps(List<Step> steps) {

    /** @param cssClass {@code bad} where it stopped, {@code gap} before what was not reached */
    record Step(String mark, String title, String text, String cssClass) {}

    static Steps of(Shown shown) {
        List<Step> steps = new ArrayList<>();
        List<Row> rows = shown.attempt().rows();
        boolean planned = !rows.isEmpty();
        Attempt.State state = shown.attempt().attempt().state();
        boolean lost = state == Attempt.State.FAILED || state == Attempt.State.ERROR;
        String revision = shown.revision().isEmpty() ? "" : ShortRevision.of(shown.revision());
        boolean source = lost && !planned;
        steps.add(
                source && revision.isEmpty()
                        ? new Step("failed", "Git", "not read", "bad gap")
                        : new Step("synced", "Git", revision, ""));
        steps.add(
                source
                        ? new Step("failed", "Not begun", shown.attempt().phase(), "bad gap")
                        : planned
                                ? new Step("synced", "Rendered", Counted.of(rows.size(), "resource", "resources"), "")
                                : new Step("waiting", "Rendered", "not yet", "gap"));
        stretches(rows, shown.isDryRun() ? "would be applied" : "applied", steps);
        steps.add(verdict(shown));
        return new Steps(List.copyOf(steps));
    }

    private static void stretches(List<Row> rows, String applied, List<Step> steps) {
        List<Row> failed = pick(rows, row -> row.status().equals("SyncFailed"));
        List<Row> waiting = pick(rows, row -> row.status().isEmpty());
        List<Row> done =
                pick(rows, row -> !row.status().isEmpty() && !row.status().equals("SyncFailed"));
        if (!done.isEmpty()) {
            long hooks = done.stream().filter(Row::hook).count();
            String text = Counted.of(done.size() - hooks, applied, applied)
                    + (hooks == 0 ? "" : ", " + Counted.of(hooks, "hook passed", "hooks passed"));
            steps.add(new Step("synced", places(done), text, ""));
        }
        if (!failed.isEmpty()) {
            String text = failed.size() == 1
                    ? Wordings.of(failed.getFirst().key())
                    : Wordings.of(failed.getFirst().key()) + " and " + (failed.size() - 1) + " more";
            steps.add(new Step("failed", place(failed.getFirst()) + " stopped", text, "bad gap"));
        }
        if (!waiting.isEmpty()) {
            steps.add(new Step(
                    "waiting",
                    places(waiting) + (waiting.size() == 1 ? " waits" : " wait"),
                    Counted.of(waiting.size(), "resource", "resources"),
                    "gap"));
        }
    }

    private static Step verdict(Shown shown) {
        Operation operation = shown.operation();
        boolean diagnosed = shown.diagnosis().isPresent();
        if (operation.syncVerdict().isEmpty()) {
            return new Step("progressing", diagnosed ? "Not healthy" : "Under way", "verdict to come", "");
        }
        Rollout rollout = operation
                .rolloutVerdict()
                .map(verdict -> Rollout.valueOf(verdict.result()))
                .or(() -> shown.state().map(known -> known.rollout()))
                .orElse(Rollout.NONE);
        Optional<String> good = Optional.of(shown.changes().lastGoodRevision())
                .filter(revision ->
                        !revision.isEmpty() && shown.findings().radius().serving() > 0);
        String serves = good.map(revision -> ShortRevision.of(revision) + " still serves")
                .orElse("");
        return switch (rollout) {
            case HEALTHY ->
                diagnosed
                        ? new Step("degraded", "Not healthy", "it was, after this sync", "")
                        : new Step("healthy", "Healthy", "", "");
            case DEGRADED -> new Step("degraded", "Not healthy", serves, "");
            case TIMED_OUT -> new Step("degraded", "Timed out", serves, "");
            case SUPERSEDED -> new Step("waiting", "Superseded", "another operation followed", "");
            case WATCHING ->
                new Step(
                        diagnosed
                                ? "degraded"
                                : Mark.of(HealthStatus.PROGRESSING).name(),
                        diagnosed ? "Not healthy" : "Rolling out",
                        diagnosed ? "still watched" : "",
                        "");
            case NONE ->
                diagnosed
                        ? new Step("degraded", "Not deployed", serves, "")
                        : new Step(
                                "synced", "Done", shown.isDryRun() ? "nothing was changed" : "nothing to roll out", "");
        };
    }

    private static List<Row> pick(List<Row> rows, Predicate<Row> which) {
        return rows.stream().filter(which).toList();
    }

    private static String place(Row row) {
        return row.phase().equals("Sync") ? "Wave " + row.wave() : row.phase();
    }

    /** {@code PreSync, waves 0, 1}. */
    private static String places(List<Row> rows) {
        Map<String, List<Integer>> waves = new LinkedHashMap<>();
        rows.forEach(row -> {
            List<Integer> known = waves.computeIfAbsent(row.phase(), phase -> new ArrayList<>());
            if (!known.contains(row.wave())) {
                known.add(row.wave());
            }
        });
        List<String> parts = new ArrayList<>();
        waves.forEach((phase, numbers) -> parts.add(phase.equals("Sync") ? numbered(numbers) : phase));
        String text = String.join(", ", parts);
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String numbered(List<Integer> waves) {
        if (waves.size() == 1) {
            return "wave " + waves.getFirst();
        }
        return waves.size() > 3
                ? "waves %d–%d".formatted(waves.getFirst(), waves.getLast())
                : "waves "
                        + String.join(", ", waves.stream().map(String::valueOf).toList());
    }
}
