/**
 * What an application is set up as, what its project permits, and the two changes to it that have forms of their own: its
 * automation and its deletion.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.applications.config;
