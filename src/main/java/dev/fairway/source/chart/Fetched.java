package dev.fairway.source.chart;

/**
 * A packed chart as it was fetched.
 *
 * @param version the exact version
 * @param archive the {@code .tgz}
 */
record Fetched(String version, byte[] archive) {}
