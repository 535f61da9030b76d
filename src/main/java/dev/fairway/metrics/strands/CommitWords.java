package dev.fairway.metrics.strands;

import dev.fairway.metrics.figures.Change;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the words of commits are read when a row is opened. */
@FunctionalInterface
public interface CommitWords {

    /** Of each deployment what is said of its commits; nothing of those that are not there any more. */
    Map<String, Said> of(Set<String> deployments);

    /**
     * What is said of a deployment's commits.
     *
     * @param commits that count, newest first
     * @param source where they are if they are those of an image's source; empty if they are the configuration's
     * @param missing why they are not those of an image's source, as sentences; empty if nothing names one
     */
    record Said(List<Change> commits, String source, String missing) {}
}
