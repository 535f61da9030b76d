/**
 * What ran where at any instant, and what changed between two, down to each object.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.ledger;
