/**
 * Sealing of what must be kept: AES-256-GCM under a key that never enters Postgres, keyed fingerprints that let two
 * secret values be compared without either being known, and rotation of the key.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"resource"})
package dev.fairway.secrets;
