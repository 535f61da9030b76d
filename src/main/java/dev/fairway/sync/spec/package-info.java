/**
 * What a person writes about syncing in an Application: policy, options, retry. Values only.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("spec")
package dev.fairway.sync.spec;
