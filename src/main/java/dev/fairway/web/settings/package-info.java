/**
 * Settings: repositories, clusters, projects, people, tokens, and what this installation is. Each tab is a page of its own;
 * a tab appears as soon as a controller answers its address.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.settings;
