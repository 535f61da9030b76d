/** What a {@code targetRevision} or a chart version means. Pure. */
@org.jspecify.annotations.NullMarked
package dev.fairway.source.revision;
