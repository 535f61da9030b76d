package dev.fairway.sync;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a task is and what is known of its object.
 *
 * @param result empty until it is known
 * @param message for people; may be empty
 * @param uid the object that was written, or that is being cleared away
 * @param resourceVersion the version the write returned; health counts only from there on
 * @param doubt the action was sent, and whether it had its effect is not known
 * @param changes the dry run said that something would change
 * @param mustRecreate the live object cannot be changed and is deleted first
 * @param tries how often the present action failed in a way that may pass
 * @param notBefore when it may be tried again
 * @param since when the present stage began
 */
public record TaskState(
        TaskStage stage,
        Optional<ResultCode> result,
        String message,
        String uid,
        String resourceVersion,
        boolean doubt,
        boolean changes,
        boolean mustRecreate,
        int tries,
        Optional<Instant> notBefore,
        Instant since) {

    static TaskState pending(Instant now) {
        return new TaskState(
                TaskStage.PENDING, Optional.empty(), "", "", "", false, true, false, 0, Optional.empty(), now);
    }

    public boolean hasFailed() {
        return result.filter(ResultCode.SYNC_FAILED::equals).isPresent();
    }

    /** Another stage; tries and doubt begin anew. */
    TaskState at(TaskStage next, Instant now) {
        return new TaskState(
                next, result, message, uid, resourceVersion, false, changes, mustRecreate, 0, Optional.empty(), now);
    }

    TaskState with(ResultCode code, String text) {
        return new TaskState(
                stage,
                Optional.of(code),
                text,
                uid,
                resourceVersion,
                doubt,
                changes,
                mustRecreate,
                tries,
                notBefore,
                since);
    }

    TaskState saying(String text) {
        return new TaskState(
                stage, result, text, uid, resourceVersion, doubt, changes, mustRecreate, tries, notBefore, since);
    }

    TaskState about(String objectUid, String version) {
        return new TaskState(
                stage, result, message, objectUid, version, doubt, changes, mustRecreate, tries, notBefore, since);
    }

    TaskState withChanges(boolean somethingChanges) {
        return new TaskState(
                stage,
                result,
                message,
                uid,
                resourceVersion,
                doubt,
                somethingChanges,
                mustRecreate,
                tries,
                notBefore,
                since);
    }

    TaskState toBeRecreated() {
        return new TaskState(stage, result, message, uid, resourceVersion, doubt, true, true, tries, notBefore, since);
    }

    TaskState inDoubt() {
        return new TaskState(
                stage, result, message, uid, resourceVersion, true, changes, mustRecreate, tries, notBefore, since);
    }

    TaskState sure() {
        return new TaskState(
                stage, result, message, uid, resourceVersion, false, changes, mustRecreate, tries, notBefore, since);
    }

    /** The server itself was asked and has the object; the next look is not before it was due anyway. */
    TaskState seen() {
        return new TaskState(
                stage, result, message, uid, resourceVersion, false, changes, mustRecreate, 0, notBefore, since);
    }

    TaskState triedAgain(Instant next) {
        return new TaskState(
                stage,
                result,
                message,
                uid,
                resourceVersion,
                true,
                changes,
                mustRecreate,
                tries + 1,
                Optional.of(next),
                since);
    }

    boolean mayGo(Instant now) {
        return notBefore.filter(now::isBefore).isEmpty();
    }
}
