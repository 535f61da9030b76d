package dev.fairway.reconciliation.engine;

import dev.fairway.reconciliation.ApplicationStatus;
import dev.fairway.reconciliation.Condition;
import dev.fairway.reconciliation.pipeline.Assessment;
import dev.fairway.reconciliation.pipeline.Inspection;
import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person should know of an application although it stops nothing, under the names that Argo CD gives such conditions. */
final class Conditions {

    private Conditions() {}

    static List<Condition> of(
            Optional<ApplicationStatus> before, Inspection inspection, Assessment assessment, Instant now) {
        List<Condition> conditions = new ArrayList<>();
        for (String warning : inspection.rendered().warnings()) {
            conditions.add(
                    one(before, "RepeatedResourceWarning", Problem.stalled("RepeatedResourceWarning", warning), now));
        }
        for (ResourceKey key : inspection.desired().duplicates()) {
            conditions.add(one(
                    before,
                    "RepeatedResourceWarning",
                    Problem.stalled(
                            "RepeatedResourceWarning",
                            key.display() + " is given more than once. The last one counts; remove the others."),
                    now));
        }
        for (ResourceKey key : assessment.shared()) {
            conditions.add(one(
                    before,
                    "SharedResourceWarning",
                    Problem.stalled(
                            "SharedResourceWarning",
                            key.display() + " belongs to another application as well. Only one of them may hold it."),
                    now));
        }
        inspection
                .orphans()
                .warning()
                .ifPresent(warning -> conditions.add(one(before, "OrphanedResourceWarning", warning, now)));
        return conditions;
    }

    /** One that stood there before keeps its time. */
    static Condition one(Optional<ApplicationStatus> before, String type, Problem problem, Instant now) {
        Instant since = before.stream()
                .flatMap(status -> status.conditions().stream())
                .filter(known -> known.type().equals(type) && known.message().equals(problem.message()))
                .map(Condition::since)
                .findFirst()
                .orElse(now);
        return new Condition(type, problem.code(), problem.message(), since);
    }
}
