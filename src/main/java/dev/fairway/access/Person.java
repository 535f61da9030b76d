package dev.fairway.access;

import java.time.Instant;
import java.util.Optional;

/**
 * A user, as those who look after users know them.
 *
 * @param role their role everywhere; that of a person from an identity provider comes from their groups
 * @param tokens how many of their tokens open something now
 * @param sessions how many browsers they are signed in with now
 */
public record Person(
        String name,
        Kind kind,
        Principal.Role role,
        boolean disabled,
        boolean hasPassword,
        Instant createdAt,
        Optional<Instant> lastSignIn,
        int tokens,
        int sessions) {

    public enum Kind {
        /** Made here. */
        LOCAL,
        /** An identity provider vouches for them. */
        OIDC
    }
}
