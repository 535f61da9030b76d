package dev.fairway.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries. What is empty does not filter.
 *
 * @param owner a user: nothing but what they or their tokens did, whatever else is asked for
 * @param actor a user with their tokens, one token as {@code user/token}, or a part of the control plane
 * @param action {@code application.sync}, or {@code application} for all of them
 * @param target a part of it
 * @param result exactly
 * @param from inclusive
 * @param to exclusive
 */
public record AuditFilter(
        String owner,
        String actor,
        String action,
        String target,
        String result,
        Optional<Instant> from,
        Optional<Instant> to) {

    public static final AuditFilter ALL = new AuditFilter("", "", "", "", "", Optional.empty(), Optional.empty());

    public AuditFilter ofOwner(String user) {
        return new AuditFilter(user, actor, action, target, result, from, to);
    }
}
