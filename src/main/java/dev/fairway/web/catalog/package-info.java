/**
 * All applications as lists know them, in memory and never older than a request asks for: filters, counts, orders, pages.
 * Lists, home, fleet, palette and live updates read the same picture.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.catalog;
