/**
 * What was deployed and what was tried, and what differs between two deployments.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.applications.history;
