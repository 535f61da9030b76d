/**
 * A new application, by a form or as YAML: checked while it is written, made by one POST.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.create;
