/**
 * What differs between Git and the cluster, line by line. Secret values are masked before they come here.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.applications.diff;
