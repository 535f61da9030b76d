/** The HTTP face: routes, content types, watches, tables, discovery. Decides nothing about objects. */
@org.jspecify.annotations.NullMarked
package dev.fairway.sandbox.api.http;
