/**
 * What departed from Git: all of it, of one application, and one drift with its evidence; and what to do about noise.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.drift;
