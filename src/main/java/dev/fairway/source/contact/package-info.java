/** How asking repositories went: noted where they are asked, kept for all replicas. */
@org.jspecify.annotations.NullMarked
package dev.fairway.source.contact;
