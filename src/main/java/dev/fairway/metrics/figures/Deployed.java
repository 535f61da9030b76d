package dev.fairway.metrics.figures;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A desired state became healthy in one application.
 *
 * @param operation the operation that brought it
 * @param rollbackAsked someone asked for what ran before
 * @param reason what the person wrote; may be empty
 * @param revisions of its sources
 * @param release what is released: the newest commit that touches the application, else its revisions. One release in many
 *     applications of a service is one deployment
 * @param state names the desired state
 * @param first nothing of this application ran before, as far as is known
 * @param changes newest first
 * @param known whether these are all of them
 * @param commitSource what named the commits if they are those of an image's source, as a sentence; empty if they are those
 *     of the configuration repository
 * @param liveAt when it was applied
 */
public record Deployed(
        String id,
        Place place,
        Optional<String> operation,
        boolean rollbackAsked,
        String reason,
        String revisions,
        Effect effect,
        String release,
        String state,
        boolean first,
        List<Change> changes,
        Known known,
        String commitSource,
        String actor,
        Instant liveAt,
        Instant healthyAt) {

    /** Whether the list of commits is whole. */
    public enum Known {
        ALL,
        /** There were more than are listed. */
        SOME,
        /** The history could not be read: the repository is gone or was rewritten. */
        NONE
    }
}
