package dev.fairway.reconciliation;

import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What people may do about automation without switching it off. Every method throws {@link
 * dev.fairway.resource.ProblemException} {@code NotFound} for an application that is not in the registry.
 */
public interface AutomationControl {

    /** The longest pause. One that never ends would be forgotten. */
    Duration LONGEST_PAUSE = Duration.ofDays(7);

    /** What holds automation back now. */
    List<AutomationHold> holds(ApplicationName application);

    /** Which applications are paused now, and until when. */
    Map<ApplicationName, Instant> paused();

    /**
     * No sync and no self-heal begins by itself before the time is over. A second pause replaces the first.
     *
     * @param until at most {@link #LONGEST_PAUSE} from now
     * @throws dev.fairway.resource.ProblemException {@code PauseTooLong}, or {@code PauseOver} if the time has passed
     */
    void pause(ApplicationName application, Instant until, String reason, Actor actor);

    /** Ends a pause and a quarantine; nothing happens if there is none. */
    void resume(ApplicationName application, Actor actor);

    /**
     * Syncs earlier revisions and quarantines those that Git says now, so that automation does not bring them back. Automation
     * goes on with the next commit.
     *
     * @param revisions one per source
     * @return the operation's number
     * @throws dev.fairway.resource.ProblemException {@code OperationInProgress}, {@code BeingDeleted}, {@code NothingToPinFrom}
     *     if it is not known what Git says
     */
    long pin(ApplicationName application, List<String> revisions, String reason, Actor actor);
}
