/** HTTP with one API server: requests as JSON trees, the limit on requests in flight, failures in words, discovery. */
@org.jspecify.annotations.NullMarked
package dev.fairway.cluster.api;
