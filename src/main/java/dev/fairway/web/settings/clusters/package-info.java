/** The pages about clusters. */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.settings.clusters;
