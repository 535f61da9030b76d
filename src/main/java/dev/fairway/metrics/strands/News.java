package dev.fairway.metrics.strands;

import dev.fairway.metrics.figures.Degraded;
import dev.fairway.metrics.figures.Deployed;
import dev.fairway.metrics.figures.Incident;
import dev.fairway.metrics.figures.Reclassified;
import dev.fairway.metrics.figures.Synced;
import java.util.List;

/**
 * Facts that are told, in any order and perhaps again. What is told of the same id takes the place of what was told before.
 *
 * @param incidents whole, as everything that is known of each says
 */
public record News(
        List<Placed<Deployed>> deployed,
        List<Placed<Synced>> synced,
        List<Degraded> degraded,
        List<Incident> incidents,
        List<Reclassified> words) {

    boolean isEmpty() {
        return deployed.isEmpty() && synced.isEmpty() && degraded.isEmpty() && incidents.isEmpty() && words.isEmpty();
    }
}
