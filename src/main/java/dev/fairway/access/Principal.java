package dev.fairway.access;

import dev.fairway.access.policy.Subject;
import dev.fairway.resource.Actor;
import java.util.Locale;
import java.util.Set;

/**
 * Who is asking.
 *
 * @param user the user's name; a token asks as its user and may no more than they
 * @param role what they may do in every project; grants add to it
 * @param groups the groups they belong to, as whoever vouches for them says
 * @param actor how the record names them: a person, or a token
 */
public record Principal(String user, Role role, Set<String> groups, Actor actor) {

    public enum Role {
        /** Nothing but what grants and the policy say. */
        NONE,
        VIEWER,
        DEVELOPER,
        OPERATOR,
        ADMIN;

        /** As a policy names it; empty for {@link #NONE}. */
        public String subject() {
            return this == NONE ? "" : "role:" + name().toLowerCase(Locale.ROOT);
        }
    }

    public Principal {
        groups = Set.copyOf(groups);
    }

    public Principal(String user, Role role, Actor actor) {
        this(user, role, Set.of(), actor);
    }

    /** As the policy knows them. */
    public Subject subject() {
        return new Subject(user, groups, role.subject());
    }
}
