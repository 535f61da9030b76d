/**
 * The chain over the record: seals, verification, what leaves it by retention with a signed checkpoint, and exports that are
 * verified without Fairway.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("chain")
package dev.fairway.ledger.chain;
