package dev.fairway.sync;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One step of a run.
 *
 * @param next to be saved before any of the actions is performed
 * @param actions to be performed, in any order and at once; empty means that the run waits or is over
 * @param wakeAt when to advance again even if nothing is seen to change; empty if only a change matters
 */
public record Step(SyncRun next, List<SyncAction> actions, Optional<Instant> wakeAt) {}
