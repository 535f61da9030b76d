/**
 * What a person writes about rendering in an Application: sources and their tool blocks. Values only.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.NamedInterface("spec")
package dev.fairway.rendering.spec;
