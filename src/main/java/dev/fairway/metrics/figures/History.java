package dev.fairway.metrics.figures;

import java.util.List;

/** Everything that is known, in any order; the same fact may be told more than once. */
public record History(
        List<Deployed> deployed,
        List<Synced> synced,
        List<Degraded> degraded,
        List<Incident> incidents,
        List<Reclassified> reclassified) {

    History withWords(List<Reclassified> said) {
        return new History(deployed, synced, degraded, incidents, said);
    }
}
