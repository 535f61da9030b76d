/**
 * The one way out: every HTTP request that an address given by a user can cause goes through {@link
 * dev.fairway.source.outbound.GuardedHttp}, which checks scheme and address, pins the connection to the addresses it
 * checked, keeps credentials on the origin they belong to, and counts bytes and time.
 */
@NullMarked
@NamedInterface("outbound")
package dev.fairway.source.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
