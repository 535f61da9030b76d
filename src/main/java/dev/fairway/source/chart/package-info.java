/** Charts from Helm repositories and OCI registries: found, fetched, verified, unpacked within limits, kept by digest. */
@org.jspecify.annotations.NullMarked
package dev.fairway.source.chart;
