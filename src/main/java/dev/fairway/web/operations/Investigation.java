package dev.fairway.web.operations;

import dev.fairway.cluster.ClusterProblem;
import dev.fairway.diagnosis.BlastRadius;
import dev.fairway.diagnosis.Diagnoses;
import dev.fairway.diagnosis.Diagnosis;
import dev.fairway.diagnosis.Event;
import dev.fairway.diagnosis.Evidence;
import dev.fairway.diagnosis.LogExcerpt;
import dev.fairway.diagnosis.PodState;
import dev.fairway.diagnosis.Rollout;
import dev.fairway.diagnosis.Suspect;
import dev.fairway.ledger.Operation;
import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.Reconciliations;
import dev.fairway.reconciliation.Sighting;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.ResourceKey;
import dev.fairway.web.access.Permit;
import dev.fairway.web.access.Telling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Gathers what is known of an operation and has it diagnosed. */
@Component
class Investigation {

    private final Reconciliations reconciliations;
    private final ContainerLogs logs;

    Investigation(Reconciliations reconciliations, ContainerLogs logs) {
        this.reconciliations = reconciliations;
        this.logs = logs;
    }

    /**
     * @param telling leaves out what that person may not see
     * @param run which run's log a person asked for; empty for the one that failed
     * @param reading whether that person may read logs; if not, no line of one is told, in the cause neither
     */
    Findings of(
            Operation operation,
            AttemptShown attempt,
            Optional<ApplicationStatus> status,
            Telling telling,
            Optional<LogExcerpt.Run> run,
            Permit reading) {
        Optional<OperationState> state =
                status.flatMap(ApplicationStatus::operation).filter(known -> known.id() == operation.id());
        Rollout rollout = rollout(operation, attempt, state);
        if (state.isEmpty() || !attempt.latest()) {
            return recorded(Evidence.recorded(attempt.attempt(), rollout), "");
        }
        try {
            int heals = operation.kind().equals(OperationState.Kind.SELF_HEAL.name())
                    ? status.orElseThrow().memory().heals()
                    : 0;
            return look(operation, attempt, rollout, heals, telling, run, reading);
        } catch (ClusterProblem unreachable) {
            return recorded(Evidence.recorded(attempt.attempt(), rollout), unreachable.text());
        } catch (ProblemException gone) {
            return recorded(
                    Evidence.recorded(attempt.attempt(), rollout),
                    gone.problem().message());
        }
    }

    private Findings look(
            Operation operation,
            AttemptShown attempt,
            Rollout rollout,
            int heals,
            Telling telling,
            Optional<LogExcerpt.Run> run,
            Permit reading) {
        Pods tree = Pods.of(telling.tree(reconciliations.tree(operation.application())));
        List<Sighting> sightings = reconciliations.sightings(operation.application(), tree.worthALook());
        List<PodState> pods = tree.states(sightings);
        List<Event> events = events(operation, sightings);
        Evidence withoutLog =
                new Evidence(attempt.attempt(), rollout, tree.members(), pods, events, Optional.empty(), heals);
        Optional<ResourceKey> failing = Diagnoses.of(withoutLog).flatMap(Diagnosis::resource);
        List<PodState> suspected = pods.stream()
                .filter(pod -> failing.filter(pod.workload()::equals).isPresent())
                .toList();
        Optional<LogExcerpt> log = Suspect.in(suspected)
                .map(suspect -> reading.isOff()
                        ? ContainerLogs.withheld(suspect, run.orElse(suspect.run()), reading.refusal())
                        : logs.of(operation.application(), suspect, run.orElse(suspect.run())));
        Evidence evidence = new Evidence(attempt.attempt(), rollout, tree.members(), pods, events, log, heals);
        return new Findings(evidence, Diagnoses.of(evidence), log, BlastRadius.of(pods), "");
    }

    private static Findings recorded(Evidence evidence, String unseen) {
        return new Findings(evidence, Diagnoses.of(evidence), Optional.empty(), BlastRadius.of(List.of()), unseen);
    }

    /** The rollout is judged after the last attempt only. */
    private static Rollout rollout(Operation operation, AttemptShown attempt, Optional<OperationState> state) {
        if (!attempt.latest()) {
            return Rollout.NONE;
        }
        return operation
                .rolloutVerdict()
                .map(verdict -> new Rollout(Rollout.Stage.valueOf(verdict.result()), verdict.message()))
                .or(() -> state.map(known ->
                        new Rollout(Rollout.Stage.valueOf(known.rollout().name()), known.rolloutMessage())))
                .orElse(Rollout.NONE);
    }

    private static List<Event> events(Operation operation, List<Sighting> sightings) {
        List<Event> events = new ArrayList<>();
        for (Sighting sighting : sightings) {
            sighting.events().stream()
                    .flatMap(event -> Event.of(event, sighting.key()).stream())
                    .filter(event -> !event.lastAt().isBefore(operation.startedAt()))
                    .forEach(events::add);
        }
        events.sort(Comparator.comparing(Event::firstAt));
        return List.copyOf(events);
    }
}
