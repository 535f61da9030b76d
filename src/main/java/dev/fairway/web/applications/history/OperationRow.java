package dev.fairway.web.applications.history;

import dev.fairway.ledger.Operation;
import dev.fairway.reconciliation.OperationState.Rollout;
import dev.fairway.sync.OperationPhase;
import dev.fairway.web.view.Age;
import dev.fairway.web.view.Mark;
import dev.fairway.web.view.ShortRevision;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One operation in the history; failed ones stay in it. */
record OperationRow(
        long id, String kind, Mark sync, Optional<Mark> rollout, String revision, String actor, String took, Age at) {

    static OperationRow of(Operation operation, Instant now) {
        return new OperationRow(
                operation.id(),
                words(operation.kind()),
                Mark.of(operation
                        .syncVerdict()
                        .map(verdict -> phase(verdict.result()))
                        .orElse(OperationPhase.RUNNING)),
                operation.rolloutVerdict().flatMap(verdict -> rollout(verdict.result())),
                operation.revisions().isEmpty()
                        ? ""
                        : ShortRevision.of(operation.revisions().getFirst()),
                operation.actor().name(),
                operation
                        .syncVerdict()
                        .map(verdict -> Duration.between(operation.startedAt(), verdict.at()))
                        .map(length -> Age.of(Instant.EPOCH, Instant.EPOCH.plus(length))
                                .text())
                        .orElse(""),
                Age.of(operation.startedAt(), now));
    }

    private static OperationPhase phase(String text) {
        return Arrays.stream(OperationPhase.values())
                .filter(phase -> phase.text().equals(text))
                .findFirst()
                .orElse(OperationPhase.ERROR);
    }

    private static Optional<Mark> rollout(String name) {
        return Arrays.stream(Rollout.values())
                .filter(rollout -> rollout.name().equals(name))
                .map(Mark::of)
                .findFirst();
    }

    private static String words(String constant) {
        String text = constant.toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
