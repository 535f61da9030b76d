/**
 * The resource tree of an application: which objects get a card, where the cards lie, and how that reads as a picture, as a
 * table and as an outline. Everything but the controller is pure.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.applications.tree;
