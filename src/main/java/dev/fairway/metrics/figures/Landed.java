package dev.fairway.metrics.figures;

import java.util.List;
import java.util.Optional;

/**
 * What of a history reached applications, before anything is judged. Services that have no application in common can be
 * counted apart, but for incidents: one that is tied to several by different reaches belongs to the strongest alone.
 */
public final class Landed {

    private final History history;
    private final Landings landings;

    private Landed(History history, Landings landings) {
        this.history = history;
        this.landings = landings;
    }

    public static Landed of(History history) {
        Landings landings = Landings.of(history);
        if (history.reclassified().isEmpty()) {
            return new Landed(history, landings);
        }
        History said = history.withWords(Together.of(landings).words(history.reclassified()));
        return new Landed(said, Landings.of(said));
    }

    /** How an incident is tied to any of it; empty if it is not. */
    public Optional<Reach> reach(Incident incident, Rules rules) {
        return new Failing(landings.byApplication(), rules)
                .caused(unlinked(List.of(incident)).getFirst())
                .map(Failing.Caused::how);
    }

    public Figures figures(Rules rules) {
        return figures(history.incidents(), rules);
    }

    /** @param incidents instead of those of the history */
    public Figures figures(List<Incident> incidents, Rules rules) {
        Failing.Judged judged = Failing.judge(landings, history, unlinked(incidents), rules);
        return new Figures(rules, Releases.of(judged.landings(), history), landings.leftOut(), judged.leftOut());
    }

    private List<Incident> unlinked(List<Incident> incidents) {
        if (incidents.stream().allMatch(each -> each.unlinked().isEmpty())) {
            return incidents;
        }
        Together together = Together.of(landings);
        return incidents.stream().map(together::unlinked).toList();
    }
}
