/**
 * Fairway, a GitOps control plane. One package per module; the arrows between them are verified by a test.
 */
@org.jspecify.annotations.NullMarked
package dev.fairway;
