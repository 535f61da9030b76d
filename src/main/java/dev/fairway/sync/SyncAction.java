package dev.fairway.sync;

/**
 * What the shell performs next. It saves the run first, then performs all actions of a step, the more at once the better,
 * and reports one {@link ActionResult} per task. The object to write is {@link SyncPlan#desired}.
 */
public sealed interface SyncAction {

    SyncTask task();

    /** Ask the server what the write would do. Answer: CheckPassed or Failed. */
    record DryRun(SyncTask task) implements SyncAction {}

    /** Server-side apply. Answer: Written or Failed. */
    record Apply(SyncTask task) implements SyncAction {}

    /** Create, never change what is there. Answer: Written, NameTaken or Failed. */
    record Create(SyncTask task) implements SyncAction {}

    /** Put the whole object in place of the live one with this uid. Answer: Written or Failed. */
    record Replace(SyncTask task, String uid) implements SyncAction {}

    /** Delete the object that has this uid. Answer: Accepted or Failed. */
    record Delete(SyncTask task, String uid, Work.Propagation propagation) implements SyncAction {}

    /** Take the hook finalizer off the hook that has this uid, then delete it. Answer: Accepted or Failed. */
    record DeleteHook(SyncTask task, String uid, Work.Propagation propagation) implements SyncAction {}

    /** Take the hook finalizer off; the hook has ended. Answer: Accepted or Failed. */
    record RemoveHookFinalizer(SyncTask task, String uid) implements SyncAction {}

    /** Ask the server again which kinds it serves. Answer: Accepted or Failed. */
    record RefreshKinds(SyncTask task) implements SyncAction {}

    /** Read the object from the server, past every cache, and compare it with what the task writes. Answer: Inspected or Failed. */
    record Inspect(SyncTask task) implements SyncAction {}
}
