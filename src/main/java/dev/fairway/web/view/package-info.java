/**
 * Small values that templates show: marks, ages, pages.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.view;
