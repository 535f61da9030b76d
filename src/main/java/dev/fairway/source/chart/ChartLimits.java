package dev.fairway.source.chart;

import java.time.Duration;

/**
 * What a chart may cost.
 *
 * @param indexBytes of a Helm repository's index
 * @param archiveBytes of a packed chart
 * @param unpackedBytes of all its files
 * @param fileBytes of one file
 * @param files in it
 * @param depth of folders
 * @param time for one request
 */
public record ChartLimits(
        long indexBytes, long archiveBytes, long unpackedBytes, long fileBytes, int files, int depth, Duration time) {}
