package dev.fairway.sync;

/** The one action that belongs to a task in a sent stage: the same when it is asked for again after a restart. */
final class Actions {

    private Actions() {}

    static SyncAction of(SyncPlan plan, SyncTask task, TaskState state) {
        return switch (state.stage()) {
            case CHECK_SENT -> new SyncAction.DryRun(task);
            case CLEAR_SENT ->
                task.isHook()
                        ? new SyncAction.DeleteHook(task, state.uid(), propagation(task))
                        : new SyncAction.Delete(task, state.uid(), propagation(task));
            case WRITE_SENT -> write(task, state);
            case KINDS_SENT -> new SyncAction.RefreshKinds(task);
            case UNPIN_SENT -> new SyncAction.RemoveHookFinalizer(task, state.uid());
            case CLEAN_SENT -> new SyncAction.DeleteHook(task, state.uid(), propagation(task));
            case PENDING, READY, CLEARING, RUNNING, DONE, CLEANED ->
                throw new IllegalStateException("No action belongs to " + state.stage() + " in " + plan.operation());
        };
    }

    private static SyncAction write(SyncTask task, TaskState state) {
        return switch (task.work()) {
            case Work.EnsureNamespace namespace -> new SyncAction.Apply(task);
            case Work.Remove remove -> new SyncAction.Delete(task, remove.uid(), remove.propagation());
            // A hook that stays from an earlier operation (it has no BeforeHookCreation) is applied over.
            case Work.RunHook hook -> state.uid().isEmpty() ? new SyncAction.Create(task) : new SyncAction.Apply(task);
            case Work.Apply apply -> write(task, apply, state);
            case Work.Keep keep -> throw new IllegalStateException("Nothing is written: " + task.describe());
        };
    }

    private static SyncAction write(SyncTask task, Work.Apply apply, TaskState state) {
        return switch (apply.way()) {
            case APPLY -> new SyncAction.Apply(task);
            case APPLY_OR_RECREATE -> state.mustRecreate() ? new SyncAction.Create(task) : new SyncAction.Apply(task);
            case REPLACE ->
                state.uid().isEmpty() ? new SyncAction.Create(task) : new SyncAction.Replace(task, state.uid());
            case RECREATE -> new SyncAction.Create(task);
        };
    }

    /** An object deleted to make place for its successor must be gone with all it owns. */
    private static Work.Propagation propagation(SyncTask task) {
        return switch (task.work()) {
            case Work.RunHook hook -> hook.propagation();
            case Work.Remove remove -> remove.propagation();
            case Work.Apply any -> Work.Propagation.FOREGROUND;
            case Work.EnsureNamespace any -> Work.Propagation.FOREGROUND;
            case Work.Keep any -> Work.Propagation.FOREGROUND;
        };
    }
}
