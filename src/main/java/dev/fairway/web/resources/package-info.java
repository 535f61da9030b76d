/**
 * The objects of all applications that a person may see, on one page: found by kind, namespace, cluster, project, health, sync
 * and name.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway.web.resources;
