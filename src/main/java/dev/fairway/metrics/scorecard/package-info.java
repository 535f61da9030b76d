/**
 * How far each team's applications use what the workflow offers. Pure: every number is the size of the list behind it, and
 * what is not connected yet is told so, never counted as zero. Teams are not ranked.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("scorecard")
package dev.fairway.metrics.scorecard;
