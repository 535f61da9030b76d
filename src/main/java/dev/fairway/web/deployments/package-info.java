/** Deployments across applications: the rows behind every delivery figure, and the page of each one. */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.deployments;
