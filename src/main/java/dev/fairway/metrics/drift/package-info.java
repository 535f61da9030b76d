/**
 * What the record of drift amounts to: fields that something else keeps writing, gathered into one ignore rule for each kind.
 * Pure.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("drift")
package dev.fairway.metrics.drift;
