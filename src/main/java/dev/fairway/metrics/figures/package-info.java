/**
 * Histories to figures. Pure: the same facts give the same figures, in whatever order and however often they are told. What
 * is counted and why is written in {@code docs/dora.md}.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("figures")
package dev.fairway.metrics.figures;
