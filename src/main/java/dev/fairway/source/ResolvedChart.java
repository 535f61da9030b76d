package dev.fairway.source;

/**
 * A fetched chart.
 *
 * @param name the chart's name
 * @param version the exact version
 * @param digest {@code sha256:…} of the archive
 * @param tree its files; {@code Chart.yaml} is at the root
 */
public record ResolvedChart(String name, String version, String digest, SourceTree tree) {}
