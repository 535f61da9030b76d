/** The pages about projects: their rules, their calendar, and what they permit. */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.settings.projects;
