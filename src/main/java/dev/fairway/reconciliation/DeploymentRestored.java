package dev.fairway.reconciliation;

import dev.fairway.resource.Actor;
import java.time.Instant;
import java.util.List;

/**
 * An operation at another revision than Git asks for, a rollback above all, is healthy: what runs is a state that was deployed
 * before, although it is not the desired one. What it consists of is known from then.
 *
 * @param renderedHash the state that runs again
 * @param previousHash the state that ran until then; empty if none is known
 * @param liveAt when the operation had applied it
 * @param healthyAt when all of it was healthy
 */
public record DeploymentRestored(
        ApplicationFacts application,
        long operation,
        List<String> revisions,
        String renderedHash,
        String previousHash,
        Actor actor,
        Instant liveAt,
        Instant healthyAt) {}
