/**
 * A picture of how an application is going, for a README: at Argo CD's address, for the projects that an installation names, and
 * for nobody else's applications, which look like ones that were never there.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.badge;
