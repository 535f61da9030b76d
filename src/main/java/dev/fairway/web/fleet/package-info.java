/**
 * Applications of applications: who made whom, what is worst below each, and what is wrong with the structure itself.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.fleet;
