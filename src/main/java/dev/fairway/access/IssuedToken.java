package dev.fairway.access;

import java.time.Instant;

/**
 * A token at the only moment it can be read.
 *
 * @param secret the token itself; it is not kept
 */
public record IssuedToken(long id, String name, String secret, Instant expiresAt) {

    @Override
    public String toString() {
        return "IssuedToken[" + name + "]";
    }
}
