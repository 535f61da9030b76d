/**
 * The REST API, in the JSON shape of Argo CD's where it has one.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.api;
