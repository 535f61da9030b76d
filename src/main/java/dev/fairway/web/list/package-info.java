/**
 * The list of applications: rows, tiles, summary; filters that are addresses; saved views; what is done to many at once;
 * and the form that makes a new one.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.list;
