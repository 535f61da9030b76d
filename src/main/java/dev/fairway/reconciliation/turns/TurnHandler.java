package dev.fairway.reconciliation.turns;

import dev.fairway.reconciliation.Reason;
import java.time.Instant;

/** Does what a turn is for. Never throws for what belongs to one application: that becomes its condition. */
public interface TurnHandler {

    /**
     * Serves one turn.
     *
     * @throws Leases.LostLease if another replica took the cluster over; then nothing of the turn counts
     */
    Next serve(Turn turn, Lease lease);

    /** When to look again without any trigger, and why. */
    record Next(Instant due, Reason because) {}
}
