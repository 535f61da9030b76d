package dev.fairway.source.git;

import dev.fairway.source.outbound.AddressRules;

/**
 * Which repositories may be asked at all.
 *
 * @param file whether repositories on this machine's disk may be read; a sandbox only
 */
public record GitRules(AddressRules addresses, boolean file) {}
