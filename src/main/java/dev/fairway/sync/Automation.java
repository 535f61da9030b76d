package dev.fairway.sync;

import dev.fairway.resource.Problem;
import dev.fairway.resource.ResourceKey;
import dev.fairway.sync.spec.SyncOptions;
import dev.fairway.sync.spec.SyncPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When Fairway syncs by itself: once for every revision and source, and again only to undo what was changed in the
 * cluster.
 */
public final class Automation {

    static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final int FACTOR = 3;

    private Automation() {}

    /**
     * What automation looks at.
     *
     * @param target names the revisions and the source specification together; equal targets are the same attempt
     * @param revisions one per source
     * @param comparison whether it could be compared, and what came out
     * @param busy an operation is running, or the application is being deleted
     * @param last the last operation that has ended
     */
    public record Facts(
            SyncPolicy policy,
            String target,
            List<String> revisions,
            Optional<List<Compared>> comparison,
            boolean busy,
            Optional<Attempt> last) {}

    /** One object that counts for the sync status. */
    public record Compared(ResourceKey key, boolean outOfSync, boolean requiresPruning) {}

    /**
     * An operation that has ended.
     *
     * @param target what it synced to
     * @param selfHeals how many self-heals came in a row, this one included; 0 for other operations
     */
    public record Attempt(String target, OperationPhase phase, Instant finishedAt, int selfHeals) {}

    public static AutomationDecision decide(Facts facts, Instant now) {
        Optional<SyncPolicy.Automated> automated = facts.policy().automated().filter(SyncPolicy.Automated::enabled);
        if (automated.isEmpty()) {
            return nothing("Automation is off");
        }
        if (facts.busy()) {
            return nothing("An operation is running, or the application is being deleted");
        }
        if (facts.comparison().isEmpty()) {
            return nothing("It is not known what differs");
        }
        List<Compared> differing =
                facts.comparison().get().stream().filter(Compared::outOfSync).toList();
        if (differing.isEmpty()) {
            return nothing("Nothing differs");
        }
        return decide(facts, automated.get(), differing, now);
    }

    private static AutomationDecision decide(
            Facts facts, SyncPolicy.Automated automated, List<Compared> differing, Instant now) {
        if (!automated.prune() && differing.stream().allMatch(Compared::requiresPruning)) {
            return nothing("All that differs would have to be pruned, and automated prune is off");
        }
        boolean emptiesAll = facts.comparison().get().stream().allMatch(Compared::requiresPruning);
        if (automated.prune() && !automated.allowEmpty() && emptiesAll) {
            return problem(
                    Problem.stalled(
                            "WouldDeleteEverything",
                            "Git has no objects for this application any more, and pruning would delete everything it runs. If that is meant, set allowEmpty or sync by hand with prune."));
        }
        Optional<Attempt> tried = facts.last().filter(last -> last.target().equals(facts.target()));
        if (tried.isEmpty()) {
            return new AutomationDecision.Sync(request(facts, automated, List.of(), SyncRequest.Origin.AUTOMATED));
        }
        if (tried.get().phase() != OperationPhase.SUCCEEDED) {
            return problem(
                    Problem.stalled(
                            "SyncError",
                            "The last sync to this revision failed, and it is not tried again by itself. Push a fix, or sync by hand."));
        }
        if (!automated.selfHeal()) {
            return nothing("This revision was synced already, and self-heal is off");
        }
        return heal(facts, automated, differing, tried.get(), now);
    }

    private static AutomationDecision heal(
            Facts facts, SyncPolicy.Automated automated, List<Compared> differing, Attempt last, Instant now) {
        List<ResourceKey> selection = differing.stream()
                .filter(object -> automated.prune() || !object.requiresPruning())
                .map(Compared::key)
                .toList();
        // A long quiet time means that whoever changed it back has given up.
        boolean wasQuiet = last.finishedAt().plus(LONGEST_WAIT.multipliedBy(2)).isBefore(now);
        int inARow = wasQuiet ? 0 : last.selfHeals();
        return new AutomationDecision.SelfHeal(
                request(facts, automated, selection, SyncRequest.Origin.SELF_HEAL),
                last.finishedAt().plus(wait(inARow)),
                inARow + 1);
    }

    private static Duration wait(int selfHeals) {
        double seconds = FIRST_WAIT.toSeconds() * Math.pow(FACTOR, selfHeals);
        return Duration.ofSeconds((long) Math.min(LONGEST_WAIT.toSeconds(), seconds));
    }

    private static SyncRequest request(
            Facts facts, SyncPolicy.Automated automated, List<ResourceKey> selection, SyncRequest.Origin origin) {
        return new SyncRequest(
                facts.revisions(),
                automated.prune(),
                false,
                SyncRequest.Strategy.HOOK,
                selection,
                SyncOptions.NONE,
                origin);
    }

    private static AutomationDecision nothing(String reason) {
        return new AutomationDecision.Nothing(reason, Optional.empty());
    }

    private static AutomationDecision problem(Problem problem) {
        return new AutomationDecision.Nothing(problem.message(), Optional.of(problem));
    }
}
