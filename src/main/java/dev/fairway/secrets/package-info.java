/**
 * Sealing of what must be kept: AES-256-GCM under a key that never enters Postgres, keyed fingerprints that let two
 * secret values be compared without either being known, and rotation of the key. A module that keeps sealed values
 * implements {@link dev.fairway.secrets.SealedStore}, or they are lost with the old key.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"configuration", "resource"})
package dev.fairway.secrets;
