/** {@code /settings/notifications}: where messages go, who hears what, what was sent, and what it says. */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.settings.notifications;
