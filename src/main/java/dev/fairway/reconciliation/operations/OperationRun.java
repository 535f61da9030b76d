package dev.fairway.reconciliation.operations;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
 * manifests: those are rendered again, which gives the kept render of the same content. In its JSON all of it is one object.
 *
 * @param current the attempt under way, or the last one
 * @param terminating someone asked it to stop
 */
public record OperationRun(
        @JsonUnwrapped Request request,
        @JsonUnwrapped Attempt current,
        OperationPhase phase,
        String message,
        Optional<Instant> finishedAt,
        boolean terminating) {

    /**
     * What was asked for; it never changes.
     *
     * @param retry how it is tried again
     */
    record Request(
            long id,
            ApplicationName application,
            OperationState.Kind kind,
            Actor actor,
            String reason,
            SyncCommand command,
            RetryPolicy retry,
            Instant startedAt) {}

    /**
     * One try.
     *
     * @param number counts from 1
     * @param attempted names the revisions and the spec it was begun for; automation does not try the same again
     * @param revisions what it syncs to, one per source; empty until the first plan
     * @param renderedHash names the desired state it brings; empty until the first plan
     * @param run empty before its plan is made and between attempts
     * @param retryAt when the next attempt begins
     */
    record Attempt(
            @JsonProperty("attempt") int number,
            String attempted,
            List<String> revisions,
            String renderedHash,
            Optional<SyncRun> run,
            Optional<Instant> retryAt,
            @JsonProperty("attemptStartedAt") Instant startedAt,
            List<OperationState.Result> results) {

        private static Attempt first(Instant now) {
            return new Attempt(1, "", List.of(), "", Optional.empty(), Optional.empty(), now, List.of());
        }

        private Attempt with(Optional<SyncRun> other) {
            return new Attempt(number, attempted, revisions, renderedHash, other, retryAt, startedAt, results);
        }

        private Attempt at(SyncRun next) {
            return new Attempt(
                    number,
                    attempted,
                    revisions,
                    renderedHash,
                    Optional.of(next),
                    Optional.empty(),
                    startedAt,
                    OperationRun.results(next));
        }

        private Attempt over(int following, Optional<Instant> next) {
            return new Attempt(
                    following, attempted, revisions, renderedHash, Optional.empty(), next, startedAt, results);
        }
    }

    static OperationRun requested(Request request) {
        return new OperationRun(
                request,
                Attempt.first(request.startedAt()),
                OperationPhase.RUNNING,
                "Waiting for its turn",
                Optional.empty(),
                false);
    }

    boolean isOver() {
        return finishedAt.isPresent();
    }

    OperationRun withRun(Optional<SyncRun> other) {
        return new OperationRun(request, current.with(other), phase, message, finishedAt, terminating);
    }

    /** A plan was made for this attempt. */
    OperationRun planned(SyncRun started, String attempted, List<String> revisions, String hash, Instant now) {
        Attempt planned = new Attempt(
                current.number(),
                attempted,
                revisions,
                hash,
                Optional.of(started),
                Optional.empty(),
                now,
                results(started));
        return new OperationRun(
                request, planned, OperationPhase.RUNNING, started.message(), Optional.empty(), terminating);
    }

    /** The run went on. */
    OperationRun at(SyncRun next) {
        return new OperationRun(request, current.at(next), next.phase(), next.message(), Optional.empty(), terminating);
    }

    /** Nothing can be done now; it says why and stays as it is. */
    OperationRun held(String why) {
        return new OperationRun(request, current, phase, why, finishedAt, terminating);
    }

    /** This attempt failed and another one follows. */
    OperationRun retrying(Instant at, String why) {
        return new OperationRun(
                request,
                current.over(current.number() + 1, Optional.of(at)),
                OperationPhase.RUNNING,
                why,
                Optional.empty(),
                terminating);
    }

    OperationRun terminated() {
        return new OperationRun(
                request,
                current.with(current.run().map(SyncRun::terminate)),
                OperationPhase.TERMINATING,
                "Stopping, as it was asked to",
                finishedAt,
                true);
    }

    OperationRun over(OperationPhase end, String why, Instant now) {
        return new OperationRun(
                request, current.over(current.number(), Optional.empty()), end, why, Optional.of(now), terminating);
    }

    public long id() {
        return request.id();
    }

    public ApplicationName application() {
        return request.application();
    }

    public OperationState.Kind kind() {
        return request.kind();
    }

    public Actor actor() {
        return request.actor();
    }

    public SyncCommand command() {
        return request.command();
    }

    /** Counts from 1. */
    public int attempt() {
        return current.number();
    }

    public String attempted() {
        return current.attempted();
    }

    public List<String> revisions() {
        return current.revisions();
    }

    public String renderedHash() {
        return current.renderedHash();
    }

    public Optional<SyncRun> run() {
        return current.run();
    }

    public List<OperationState.Result> results() {
        return current.results();
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
                id(),
                kind(),
                actor(),
                request.reason(),
                revisions(),
                phase,
                message,
                request.startedAt(),
                finishedAt,
                attempt(),
                current.retryAt(),
                command().dryRun(),
                results(),
                rollout,
                rolloutMessage);
    }
}
