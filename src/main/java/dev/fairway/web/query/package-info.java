/**
 * Finding, filtering and sorting applications on the server, for pages and API alike.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.query;
