/** What happens to an object on its way in and out: defaults, validation, generation, ownership, deletion. */
@org.jspecify.annotations.NullMarked
package dev.fairway.sandbox.api.lifecycle;
