/**
 * Who asks, from where, and what an anonymous visitor may reach.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.security;
