/** The message that an administrator puts on every page. */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.settings.banner;
