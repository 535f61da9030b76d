package dev.fairway.access;

import java.util.Set;

/**
 * Somebody an identity provider vouches for.
 *
 * @param issuer the provider
 * @param subject who they are there, for ever
 * @param name what they are called
 * @param groups as the provider names them; matched exactly
 */
public record Identity(String issuer, String subject, String name, Set<String> groups) {

    public Identity {
        groups = Set.copyOf(groups);
    }
}
