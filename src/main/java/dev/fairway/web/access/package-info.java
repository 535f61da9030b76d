/**
 * What every handler needs, said where the handler is: {@link dev.fairway.web.access.Needs},
 * {@link dev.fairway.web.access.SignedIn} or {@link dev.fairway.web.access.Open}. One interceptor decides. A handler that
 * says nothing is refused.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.access;
