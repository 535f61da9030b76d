/**
 * What a person writes about comparing in an Application. Values only.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("spec")
package dev.fairway.diff.spec;
