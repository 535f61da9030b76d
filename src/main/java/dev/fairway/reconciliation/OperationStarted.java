package dev.fairway.reconciliation;

import dev.fairway.resource.Actor;
import java.time.Instant;
import java.util.List;

/** An operation was begun. Published in the transaction that saves its first state. */
public record OperationStarted(
        long id,
        ApplicationFacts application,
        OperationState.Kind kind,
        Actor actor,
        String reason,
        List<String> revisions,
        SyncCommand request,
        Instant at) {}
