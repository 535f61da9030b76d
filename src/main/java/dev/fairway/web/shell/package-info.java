/**
 * The frame around every page: navigation, theme, keys, the palette. Templates reach it as {@code @shell}.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.shell;
