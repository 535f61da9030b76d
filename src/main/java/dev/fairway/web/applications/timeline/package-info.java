/**
 * Everything that happened to an application, in the order of time and from all who know of it.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.applications.timeline;
