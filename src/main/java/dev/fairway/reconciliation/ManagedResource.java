package dev.fairway.reconciliation;

import dev.fairway.diff.Comparison;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.util.Optional;

/**
 * One object of an application with everything there is to show about its difference. Secret values are fingerprints.
 *
 * @param desired as Git says
 * @param live as it runs
 * @param comparison the server's view of the difference
 */
public record ManagedResource(
        ResourceKey key, Optional<Manifest> desired, Optional<Manifest> live, Comparison comparison) {}
