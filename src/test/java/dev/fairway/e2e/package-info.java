/**
 * Sentences about the whole product: Git, the control plane, Postgres and a cluster run in this JVM and are met from outside,
 * by HTTP, by Git and by the cluster's API.
 */
package dev.fairway.e2e;
