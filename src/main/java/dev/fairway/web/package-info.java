/**
 * Screens and the REST API. Reads every public face, owns no table; nothing reads it.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule
package dev.fairway.web;
