package dev.fairway.metrics.strands;

import dev.fairway.metrics.figures.Change;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the words of commits are read when a row is opened. */
@FunctionalInterface
public interface CommitWords {

    /** Of each deployment its commits, newest first; nothing of those that are not there any more. */
    Map<String, List<Change>> of(Set<String> deployments);
}
