/**
 * The first page: what needs attention, one's own applications, the last deployments.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.home;
