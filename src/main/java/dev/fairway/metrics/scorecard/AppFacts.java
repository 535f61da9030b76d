package dev.fairway.metrics.scorecard;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.GroupKind;
import java.util.Set;

/**
 * What counts of an application.
 *
 * @param production whether its environment is flagged so
 * @param automated whether it follows Git by itself
 * @param seen whether a turn has seen its objects; without, nothing is said about them
 * @param kinds of the objects that Git has for it
 */
public record AppFacts(
        ApplicationName name,
        String team,
        boolean production,
        boolean automated,
        boolean prune,
        boolean selfHeal,
        boolean seen,
        Set<GroupKind> kinds) {

    public AppFacts {
        kinds = Set.copyOf(kinds);
    }

    boolean hasAny(Set<GroupKind> wanted) {
        return kinds.stream().anyMatch(wanted::contains);
    }
}
