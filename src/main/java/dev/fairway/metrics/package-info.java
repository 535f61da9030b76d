/**
 * The five DORA figures, from the record. The arithmetic is in {@code figures} and is pure: no clock, no database. Every
 * figure comes with the rows it counts and with what it left out and why.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(allowedDependencies = {"diff", "ledger", "resource", "audit"})
package dev.fairway.metrics;
