package dev.fairway.access;

import dev.fairway.access.policy.PolicyLine.Membership;
import java.time.Instant;

/**
 * A role that somebody was given.
 *
 * @param subject the user's or the group's name
 * @param role as a policy names it: {@code role:developer}
 * @param project its name, or {@code *} for every project
 */
public record Grant(
        long id, Kind kind, String subject, String role, String project, String grantedBy, Instant grantedAt) {

    public enum Kind {
        USER,
        GROUP
    }

    Membership line() {
        return new Membership(
                (kind == Kind.USER ? "user:" : "group:") + subject, role, project, "granted by " + grantedBy);
    }
}
