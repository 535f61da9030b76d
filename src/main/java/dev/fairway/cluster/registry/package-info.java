/**
 * The clusters that were entered, as rows; their credentials sealed; one connection for each.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.cluster.registry;
