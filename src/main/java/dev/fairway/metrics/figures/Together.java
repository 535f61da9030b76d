package dev.fairway.metrics.figures;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which landings are one deployment. A person speaks of the deployment that a page shows, under the id of its first target; what was
 * said holds for all of them.
 */
record Together(Map<String, Set<String>> ids) {

    static Together of(Landings landings) {
        Map<String, Set<String>> ids = new HashMap<>();
        List<Landing> all =
                landings.byApplication().values().stream().flatMap(List::stream).toList();
        for (List<Landing> release : Releases.grouped(all)) {
            if (release.size() > 1) {
                Set<String> targets = new TreeSet<>();
                release.forEach(target -> targets.add(target.id()));
                targets.forEach(target -> ids.put(target, targets));
            }
        }
        return new Together(ids);
    }

    List<Reclassified> words(List<Reclassified> said) {
        return said.stream()
                .flatMap(word -> of(word.deployment()).stream().map(word::about))
                .toList();
    }

    /** The same incident, taken from every target of what somebody took it from; but not from what it was linked to. */
    Incident unlinked(Incident incident) {
        Set<String> all = new HashSet<>();
        incident.unlinked().forEach(id -> all.addAll(of(id)));
        return incident.withUnlinked(all);
    }

    private Set<String> of(String id) {
        return ids.getOrDefault(id, Set.of(id));
    }
}
