/**
 * {@code /settings/access}: who can do what and which line says so; what each role may; the grants; the policy's text with
 * what a change of it would mean.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.settings.access;
