package dev.fairway.access;

import dev.fairway.resource.Actor;

/**
 * Who is asking.
 *
 * @param user the user's name
 * @param role what they may do
 * @param actor how the record names them: a person, or a token
 */
public record Principal(String user, Role role, Actor actor) {

    public enum Role {
        VIEWER,
        DEVELOPER,
        OPERATOR,
        ADMIN;

        public boolean includes(Role other) {
            return compareTo(other) >= 0;
        }
    }
}
