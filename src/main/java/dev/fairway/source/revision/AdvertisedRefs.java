package dev.fairway.source.revision;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a host says its refs are.
 *
 * @param commits the commit of each full ref name, annotated tags followed to their commit; sorted as {@code git ls-remote}
 *     sorts, without {@code HEAD}
 * @param head the ref that {@code HEAD} points to; empty if the host does not say
 * @param headCommit the commit of {@code HEAD}; empty for a repository without commits
 */
public record AdvertisedRefs(SortedMap<String, String> commits, String head, String headCommit) {

    public static final AdvertisedRefs NONE = new AdvertisedRefs(new TreeMap<>(), "", "");

    public AdvertisedRefs {
        commits = Collections.unmodifiableSortedMap(new TreeMap<>(commits));
    }

    public AdvertisedRefs(Map<String, String> commits, String head, String headCommit) {
        this(new TreeMap<>(commits), head, headCommit);
    }
}
