/**
 * The list of applications and the pages of one.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.applications;
