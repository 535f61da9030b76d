/**
 * The record's facts, taken once and kept ready: figures of a million deployments are there while a page is waited for.
 *
 * <p>A <em>strand</em> is what can be counted by itself: services and the applications they ever had. Its facts are packed
 * into bytes, what they come to is kept in columns of numbers. A new fact makes its own strand be counted anew and no other,
 * by {@code metrics.figures}; whatever order facts come in, and however often, a strand counts what it holds. The words
 * beside a number (a commit's subject) are read from the record when a row is opened.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("strands")
package dev.fairway.metrics.strands;
