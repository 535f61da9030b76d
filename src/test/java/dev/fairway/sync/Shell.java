package dev.fairway.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Performs a run on a simulated cluster as the real shell does: save, then act, then report. Dies where it is told to. */
final class Shell {

    /** Where in a step the process is killed: after the state was saved, and so many of its actions were performed. */
    record Death(int step, Moment moment) {}

    enum Moment {
        BEFORE_ACTING,
        HALF_WAY,
        AFTER_ACTING
    }

    final Given given;
    final SyncPlan plan;
    final SimulatedCluster cluster;
    final List<String> messages = new ArrayList<>();
    Instant now = Given.START;
    Optional<Instant> approvedAt = Optional.empty();
    SyncRun run;
    int steps;

    Shell(Given given) {
        this(given, given.plan());
    }

    Shell(Given given, SyncPlan plan) {
        this.given = given;
        this.plan = plan;
        this.cluster = new SimulatedCluster(given, plan);
        this.run = SyncRun.start(plan, now);
    }

    Shell finish(Death... deaths) {
        while (!run.isOver()) {
            turn(deaths);
            if (steps > 2_000) {
                throw new AssertionError("It never ends: " + run.message() + "\n" + run.states());
            }
        }
        return this;
    }

    /** Goes on for so long, or until it is over. */
    Shell goOn(Duration time) {
        Instant end = now.plus(time);
        while (!run.isOver() && now.isBefore(end)) {
            turn();
        }
        return this;
    }

    private void turn(Death... deaths) {
        Map<Integer, ActionResult> results = Map.of();
        while (true) {
            Step step = run.advance(new Observed(results, cluster.view(), approvedAt), now);
            byte[] saved = SyncRunJson.pack(step.next());
            run = SyncRunJson.unpack(saved);
            assertThat(run).isEqualTo(step.next());
            note(run.message());
            steps++;
            Optional<Moment> death = death(deaths);
            results = perform(step.actions(), death);
            if (death.isPresent()) {
                run = run.resume();
                return;
            }
            if (step.actions().isEmpty()) {
                if (!run.isOver()) {
                    pass(step.wakeAt());
                }
                return;
            }
        }
    }

    private void note(String message) {
        if (messages.isEmpty() || !messages.getLast().equals(message)) {
            messages.add(message);
        }
    }

    private Optional<Moment> death(Death[] deaths) {
        for (Death death : deaths) {
            if (death.step() == steps) {
                return Optional.of(death.moment());
            }
        }
        return Optional.empty();
    }

    private Map<Integer, ActionResult> perform(List<SyncAction> actions, Optional<Moment> death) {
        Map<Integer, ActionResult> results = new HashMap<>();
        int most = death.map(moment -> switch (moment) {
                    case BEFORE_ACTING -> 0;
                    case HALF_WAY -> (actions.size() + 1) / 2;
                    case AFTER_ACTING -> actions.size();
                })
                .orElse(actions.size());
        for (SyncAction action : actions.subList(0, most)) {
            results.put(action.task().id(), cluster.perform(action));
        }
        return results;
    }

    private void pass(Optional<Instant> wakeAt) {
        Instant next = now.plusSeconds(1);
        now = wakeAt.filter(at -> at.isAfter(now) && at.isBefore(next)).orElse(next);
        cluster.tick();
    }

    String results() {
        return run.results().stream()
                .map(result ->
                        result.task().phase().text() + " " + result.task().key().display() + " "
                                + result.code().map(ResultCode::text).orElse("-")
                                + (result.message().isEmpty() ? "" : ": " + result.message()))
                .collect(Collectors.joining("\n"));
    }
}
