package dev.fairway.audit;

import dev.fairway.resource.Actor;
import java.time.Instant;

/** One mutation, as it was recorded. */
public record AuditEntry(long id, Instant recordedAt, Actor actor, String action, String target, String result) {}
