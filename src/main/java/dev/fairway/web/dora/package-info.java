/** The five delivery figures: what they will be made of, and how much of it is on record. */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.dora;
