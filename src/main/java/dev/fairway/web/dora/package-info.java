/**
 * The delivery figures: cards, charts drawn by the server, and the rows behind every number.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.dora;
