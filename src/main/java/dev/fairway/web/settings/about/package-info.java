/**
 * What this installation is made of, and which fences hold.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.settings.about;
