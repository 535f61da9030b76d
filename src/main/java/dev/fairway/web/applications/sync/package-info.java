/**
 * The page that begins a sync: what may be chosen, what the choice would do, and the sync itself.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.applications.sync;
