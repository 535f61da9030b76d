/** The page on which a rollback is read before it is written. */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.rollback;
