/** Facts about kinds, as data: the built-in ones from schema.yaml, custom ones from their definitions. Pure. */
@org.jspecify.annotations.NullMarked
package dev.fairway.sandbox.api.schema;
