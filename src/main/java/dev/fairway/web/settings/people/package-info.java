/**
 * Users and their tokens, as pages.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.settings.people;
