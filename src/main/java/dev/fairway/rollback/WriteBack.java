package dev.fairway.rollback;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.RepositoryUrl;
import dev.fairway.rollback.PreparedRollback.Affected;
import dev.fairway.rollback.PreparedRollback.ObjectChange;
import dev.fairway.source.ProposedCommit;
import java.util.List;
import java.util.Optional;

/** Whether Git can be made to say what the cluster says, and how. */
public sealed interface WriteBack {

    /**
     * A commit that nobody but Fairway has seen yet. Rendered with it, the application differs in this one field and in
     * nothing else.
     *
     * @param branch the branch that the application follows, without {@code refs/heads/}
     * @param head where it stands; the commit is made upon it
     * @param path the file that is changed, and {@code line} where
     * @param value what is written there, for people; empty if the field is taken out
     * @param objects what changes in what the application renders
     * @param others applications that read the same file and whose render would change too
     */
    record Prepared(
            ApplicationName application,
            RepositoryUrl repository,
            String branch,
            String head,
            String path,
            int line,
            Optional<String> value,
            ProposedCommit commit,
            List<ObjectChange> objects,
            List<Affected> others)
            implements WriteBack {

        /** Names the place among those of a {@link Choice}: two sources may have the same line of a file of the same name. */
        public String place() {
            return "%s@%s:%s:%d".formatted(repository.normalized(), branch, path, line);
        }
    }

    /**
     * Several places could take the field, each of them proven; which is meant is for a person to say. Each tells what else it would
     * change.
     */
    record Choice(List<Prepared> places) implements WriteBack {}

    /**
     * It cannot be done with certainty.
     *
     * @param why for people
     * @param yaml what Git would have to say, to paste; empty if it must not be shown or no longer differs
     */
    record ByHand(String why, String yaml) implements WriteBack {}
}
