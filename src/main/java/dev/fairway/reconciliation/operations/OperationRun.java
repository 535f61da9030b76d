package dev.fairway.reconciliation.operations;

import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.SyncCommand;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import dev.fairway.sync.OperationPhase;
import dev.fairway.sync.SyncRun;
import dev.fairway.sync.TaskResult;
import dev.fairway.sync.spec.RetryPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An operation as it is saved: the request, the attempt under way, and what came of it. Holds keys and places, never
 * manifests: those are rendered again, which gives the kept render of the same content.
 *
 * @param attempted names the revisions and the spec it was begun for; automation does not try the same again
 * @param revisions what it syncs to, one per source; empty until the first plan
 * @param renderedHash names the desired state it brings; empty until the first plan
 * @param renderKey its kept render
 * @param attempt counts from 1
 * @param retry how it is tried again
 * @param run the attempt under way; empty before its plan is made and between attempts
 * @param retryAt when the next attempt begins
 * @param attemptStartedAt when this attempt began
 * @param terminating someone asked it to stop
 * @param results of the attempt under way or the last one
 */
public record OperationRun(
        long id,
        ApplicationName application,
        OperationState.Kind kind,
        Actor actor,
        String reason,
        SyncCommand command,
        String attempted,
        List<String> revisions,
        String renderedHash,
        String renderKey,
        int attempt,
        RetryPolicy retry,
        Optional<SyncRun> run,
        Optional<Instant> retryAt,
        Instant startedAt,
        Instant attemptStartedAt,
        OperationPhase phase,
        String message,
        Optional<Instant> finishedAt,
        boolean terminating,
        List<OperationState.Result> results) {

    static OperationRun requested(
            long id,
            ApplicationName application,
            OperationState.Kind kind,
            Actor actor,
            String reason,
            SyncCommand command,
            RetryPolicy retry,
            Instant now) {
        return new OperationRun(
                id,
                application,
                kind,
                actor,
                reason,
                command,
                "",
                List.of(),
                "",
                "",
                1,
                retry,
                Optional.empty(),
                Optional.empty(),
                now,
                now,
                OperationPhase.RUNNING,
                "Waiting for its turn",
                Optional.empty(),
                false,
                List.of());
    }

    boolean isOver() {
        return finishedAt.isPresent();
    }

    OperationRun withRun(Optional<SyncRun> other) {
        return new OperationRun(
                id,
                application,
                kind,
                actor,
                reason,
                command,
                attempted,
                revisions,
                renderedHash,
                renderKey,
                attempt,
                retry,
                other,
                retryAt,
                startedAt,
                attemptStartedAt,
                phase,
                message,
                finishedAt,
                terminating,
                results);
    }

    /** A plan was made for this attempt. */
    OperationRun planned(
            SyncRun started, String newAttempted, List<String> newRevisions, String hash, String key, Instant now) {
        return new OperationRun(
                id,
                application,
                kind,
                actor,
                reason,
                command,
                newAttempted,
                newRevisions,
                hash,
                key,
                attempt,
                retry,
                Optional.of(started),
                Optional.empty(),
                startedAt,
                now,
                OperationPhase.RUNNING,
                started.message(),
                Optional.empty(),
                terminating,
                results(started));
    }

    /** The run went on. */
    OperationRun at(SyncRun next) {
        return new OperationRun(
                id,
                application,
                kind,
                actor,
                reason,
                command,
                attempted,
                revisions,
                renderedHash,
                renderKey,
                attempt,
                retry,
                Optional.of(next),
                Optional.empty(),
                startedAt,
                attemptStartedAt,
                next.phase(),
                next.message(),
                Optional.empty(),
                terminating,
                results(next));
    }

    /** Nothing can be done now; it says why and stays as it is. */
    OperationRun held(String why) {
        return new OperationRun(
                id,
                application,
                kind,
                actor,
                reason,
                command,
                attempted,
                revisions,
                renderedHash,
                renderKey,
                attempt,
                retry,
                run,
                retryAt,
                startedAt,
                attemptStartedAt,
                phase,
                why,
                finishedAt,
                terminating,
                results);
    }

    /** This attempt failed and another one follows. */
    OperationRun retrying(Instant at, String why) {
        return new OperationRun(
                id,
                application,
                kind,
                actor,
                reason,
                command,
                attempted,
                revisions,
                renderedHash,
                renderKey,
                attempt + 1,
                retry,
                Optional.empty(),
                Optional.of(at),
                startedAt,
                attemptStartedAt,
                OperationPhase.RUNNING,
                why,
                Optional.empty(),
                terminating,
                results);
    }

    OperationRun terminated() {
        return new OperationRun(
                id,
                application,
                kind,
                actor,
                reason,
                command,
                attempted,
                revisions,
                renderedHash,
                renderKey,
                attempt,
                retry,
                run.map(SyncRun::terminate),
                retryAt,
                startedAt,
                attemptStartedAt,
                OperationPhase.TERMINATING,
                "Stopping, as it was asked to",
                finishedAt,
                true,
                results);
    }

    OperationRun over(OperationPhase end, String why, Instant now) {
        return new OperationRun(
                id,
                application,
                kind,
                actor,
                reason,
                command,
                attempted,
                revisions,
                renderedHash,
                renderKey,
                attempt,
                retry,
                Optional.empty(),
                Optional.empty(),
                startedAt,
                attemptStartedAt,
                end,
                why,
                Optional.of(now),
                terminating,
                results);
    }

    private static List<OperationState.Result> results(SyncRun run) {
        boolean lost = run.isOver() && run.phase() != OperationPhase.SUCCEEDED;
        return (lost ? run.resultsOfAll() : run.results())
                .stream().map(OperationRun::result).toList();
    }

    private static OperationState.Result result(TaskResult result) {
        return new OperationState.Result(
                result.task().key(),
                version(result.task().apiVersion()),
                result.task().phase().text(),
                result.task().wave(),
                result.task().isHook(),
                result.code().map(code -> code.text()).orElse(""),
                result.message());
    }

    private static String version(String apiVersion) {
        return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }

    /** How people see it. */
    public OperationState state(OperationState.Rollout rollout, String rolloutMessage) {
        return new OperationState(
                id,
                kind,
                actor,
                reason,
                revisions,
                phase,
                message,
                startedAt,
                finishedAt,
                attempt,
                retryAt,
                command.dryRun(),
                results,
                rollout,
                rolloutMessage);
    }
}
