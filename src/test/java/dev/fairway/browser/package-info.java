/** The pages in a real browser: what is seen, what the keyboard reaches, what a screen reader finds. */
package dev.fairway.browser;
