/**
 * What ran where at any instant, and what changed between two.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.ledger;
