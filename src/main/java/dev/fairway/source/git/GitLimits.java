package dev.fairway.source.git;

import java.time.Duration;

/**
 * What a Git host may make us do.
 *
 * @param packBytes received over one connection
 * @param refs that a host may advertise
 * @param fileBytes of one file that is read
 * @param folderEntries in one folder
 * @param depth of folders
 * @param askTime for listing refs
 * @param fetchTime for one fetch
 */
public record GitLimits(
        long packBytes, int refs, long fileBytes, int folderEntries, int depth, Duration askTime, Duration fetchTime) {}
