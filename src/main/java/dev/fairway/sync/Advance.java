package dev.fairway.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One call of {@link SyncRun#advance}: takes what came in, goes as far as it can, and returns what is next. */
final class Advance {

    /** A change that no watch reports is found this late at most. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

    private final SyncRun before;
    private final Board board;
    private final Instant now;
    private final Steps regular;
    private SyncRun.Stage stage;
    private OperationPhase phase;
    private String message;
    private Optional<SyncRun.Failure> failure;
    private int wave;
    private Instant waveSince;
    private Optional<Instant> notBefore;

    Advance(SyncRun before, Observed observed, Instant now) {
        this.before = before;
        this.board = new Board(before, observed, now);
        this.now = now;
        this.regular = Steps.regular(before.plan());
        this.stage = before.stage();
        this.phase = before.phase();
        this.message = before.message();
        this.failure = before.failure();
        this.wave = before.wave();
        this.waveSince = before.waveSince();
        this.notBefore = before.notBefore();
        takeResults(observed);
    }

    Step step() {
        readWhatIsInDoubt();
        boolean goesOn = true;
        while (goesOn) {
            goesOn = phase == OperationPhase.TERMINATING ? stop() : go();
        }
        Optional<Instant> finishedAt = phase.isOver() ? Optional.of(now) : Optional.empty();
        SyncRun next = new SyncRun(
                before.plan(),
                board.states(),
                stage,
                phase,
                message,
                failure,
                before.startedAt(),
                wave,
                waveSince,
                notBefore,
                finishedAt);
        if (!phase.isOver() && board.actions().isEmpty()) {
            board.wake(now.plus(LOOK_AGAIN));
        }
        return new Step(next, board.actions(), phase.isOver() ? Optional.empty() : board.wakeAt());
    }

    private void takeResults(Observed observed) {
        Results results = new Results(board, phase == OperationPhase.TERMINATING);
        for (SyncTask task : before.plan().tasks()) {
            ActionResult result = observed.results().get(task.id());
            if (result != null) {
                results.take(task, result);
            }
        }
    }

    private void readWhatIsInDoubt() {
        for (SyncTask task : before.plan().tasks()) {
            TaskState state = board.state(task);
            if (!state.stage().isSent() || !state.doubt()) {
                continue;
            }
            if (!state.mayGo(now)) {
                state.notBefore().ifPresent(board::wake);
            } else if (state.stage() == TaskStage.CHECK_SENT || state.stage() == TaskStage.KINDS_SENT) {
                board.resend(task);
            } else {
                board.inspect(task);
            }
        }
    }

    /** Goes one stage on; returns whether the next may go on at once. */
    private boolean go() {
        return switch (stage) {
            case CHECKING -> check();
            case STEPS -> wave();
            case SETTLING -> settle();
            case SYNC_FAIL -> afterFailure();
            case CLEANING -> clean();
            case OVER -> false;
        };
    }

    private boolean check() {
        Checking checking = new Checking(board);
        message = "Checking " + before.plan().tasks().size() + " objects against the cluster";
        if (!checking.isComplete()) {
            return false;
        }
        List<SyncTask> failed = board.failed(before.plan().tasks());
        if (!failed.isEmpty()) {
            return end(OperationPhase.FAILED, Sentences.refused(board, failed));
        }
        if (before.plan().dryRun()) {
            checking.conclude();
            return end(OperationPhase.SUCCEEDED, "The dry run found nothing that would fail");
        }
        stage = SyncRun.Stage.STEPS;
        waveSince = now;
        return true;
    }

    private boolean wave() {
        Optional<List<SyncTask>> current = regular.at(wave);
        if (current.isEmpty()) {
            stage = SyncRun.Stage.CLEANING;
            return true;
        }
        List<SyncTask> step = current.get();
        if (notBefore.filter(now::isBefore).isPresent()) {
            message = "A pause before " + Sentences.where(step);
            notBefore.ifPresent(board::wake);
            return false;
        }
        WaveStep waveStep = new WaveStep(board, step, regular.awaitsHealth(step));
        return switch (waveStep.run()) {
            case AWAITING_APPROVAL -> {
                message = Sentences.approval(
                        step.stream().filter(waveStep::isUnapproved).toList());
                // A person may take longer than a wave may.
                waveSince = now;
                yield false;
            }
            case WRITING -> {
                message = Sentences.applying(board, step);
                yield timedOut(step);
            }
            case WAITING -> {
                message = Sentences.waiting(board, step);
                yield failedIn(step) || timedOut(step);
            }
            case DONE -> failedIn(step) || pause(step);
        };
    }

    private boolean failedIn(List<SyncTask> step) {
        List<SyncTask> failed = board.failed(step);
        if (failed.isEmpty()) {
            return false;
        }
        failure = Optional.of(new SyncRun.Failure(OperationPhase.FAILED, Sentences.failed(board, failed)));
        stage = SyncRun.Stage.SETTLING;
        waveSince = now;
        return true;
    }

    private boolean timedOut(List<SyncTask> step) {
        Optional<Instant> limit = before.plan().pace().waveTimeout().map(waveSince::plus);
        if (limit.isEmpty()) {
            return false;
        }
        if (now.isBefore(limit.get())) {
            board.wake(limit.get());
            return false;
        }
        return new Stopping(board).giveUp(step);
    }

    /** The pause gives controllers time to see this wave before the next; none after the last. */
    private boolean pause(List<SyncTask> finished) {
        boolean wroteSomething = finished.stream()
                .anyMatch(task -> !(task.work() instanceof Work.Keep || task.work() instanceof Work.EnsureNamespace));
        wave++;
        boolean isLast = regular.at(wave).isEmpty();
        Instant next = wroteSomething && !isLast ? now.plus(before.plan().pace().waveDelay()) : now;
        notBefore = Optional.of(next);
        waveSince = next;
        return true;
    }

    private boolean settle() {
        Stopping stopping = new Stopping(board);
        if (stopping.letHooksFinish(regular.all())) {
            stage = SyncRun.Stage.SYNC_FAIL;
            waveSince = now;
            return true;
        }
        message = "A failure ends this sync; waiting for hooks that still run";
        return timedOut(regular.all());
    }

    private boolean afterFailure() {
        Steps steps = Steps.afterFailure(before.plan());
        Optional<List<SyncTask>> current = steps.current(board);
        if (current.isEmpty()) {
            stage = SyncRun.Stage.CLEANING;
            return true;
        }
        WaveStep.Progress progress = new WaveStep(board, current.get(), true).run();
        message = "A failure ends this sync. " + Sentences.waiting(board, current.get());
        return progress == WaveStep.Progress.DONE || timedOut(current.get());
    }

    private boolean clean() {
        HookDeletePolicy policy = failure.isPresent() ? HookDeletePolicy.HOOK_FAILED : HookDeletePolicy.HOOK_SUCCEEDED;
        for (SyncTask task : before.plan().tasks()) {
            TaskState state = board.state(task);
            boolean ran = state.stage() == TaskStage.DONE && !state.uid().isEmpty();
            if (ran && task.deletes(policy)) {
                board.send(task, TaskStage.CLEAN_SENT);
            }
        }
        message = "Removing hooks that are done";
        if (board.any(before.plan().tasks(), state -> state.stage() == TaskStage.CLEAN_SENT)) {
            return false;
        }
        return failure.isPresent()
                ? end(failure.get().phase(), failure.get().message())
                : end(OperationPhase.SUCCEEDED, succeeded());
    }

    private String succeeded() {
        boolean isDeletion =
                before.plan().tasks().stream().anyMatch(task -> task.phase().isOfDeletion());
        if (before.plan().tasks().isEmpty()) {
            return "There was nothing to do";
        }
        return isDeletion ? "Everything is deleted" : "Everything is applied";
    }

    private boolean stop() {
        if (!new Stopping(board).stopAll(before.plan().tasks())) {
            message = "Stopping: waiting for what was sent already";
            return false;
        }
        return end(OperationPhase.FAILED, "Stopped before its end. What was applied so far stays.");
    }

    private boolean end(OperationPhase how, String why) {
        stage = SyncRun.Stage.OVER;
        phase = how;
        message = why;
        return false;
    }
}
