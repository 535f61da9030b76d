package dev.fairway.reconciliation.turns;

import dev.fairway.reconciliation.Reason;
import dev.fairway.resource.ApplicationName;
import java.util.Set;

/**
 * One application's turn.
 *
 * @param wanted the count of triggers when the turn began; it must be given back when the turn ends
 */
public record Turn(ApplicationName application, String cluster, Set<Reason> reasons, long wanted) {}
