/**
 * What an application's containers wrote: read from several pods, put in the order of time, filtered and marked.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.applications.logs;
