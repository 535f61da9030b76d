package dev.fairway.source;

import dev.fairway.resource.RepositoryUrl;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a Git host answered to one question for its refs.
 *
 * @param at when it was asked
 * @param refs the commit of each full ref name, annotated tags followed; {@code HEAD} too
 * @param changes against what this instance knew before; empty at the first question
 */
public record RefsObserved(RepositoryUrl repository, Instant at, Map<String, String> refs, List<RefChange> changes) {

    public boolean changed() {
        return !changes.isEmpty();
    }
}
