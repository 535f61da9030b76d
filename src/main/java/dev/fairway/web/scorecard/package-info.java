/** How far each team's applications use what the workflow offers, with the applications behind every number. */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.scorecard;
