/**
 * The only page an anonymous visitor sees.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.signin;
