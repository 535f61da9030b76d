package dev.fairway.metrics.strands;

import dev.fairway.metrics.figures.Degraded;
import dev.fairway.metrics.figures.Deployed;
import dev.fairway.metrics.figures.Synced;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The facts of a strand, unpacked. Of each id what was put last. */
record Bundle(Map<String, Placed<Deployed>> deployed, Map<String, Placed<Synced>> synced, Set<Degraded> degraded) {

    Bundle() {
        this(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashSet<>());
    }

    void put(Placed<Deployed> each) {
        deployed.put(each.fact().id(), each);
    }

    void putSynced(Placed<Synced> each) {
        synced.put(each.fact().id(), each);
    }

    void putAll(Bundle later) {
        deployed.putAll(later.deployed);
        synced.putAll(later.synced);
        degraded.addAll(later.degraded);
    }

    List<Deployed> deployed(Predicate<Site> chosen) {
        return deployed.values().stream()
                .filter(each -> chosen.test(new Site(each.fact().place(), each.project())))
                .map(Placed::fact)
                .toList();
    }

    List<Synced> synced(Predicate<Site> chosen) {
        return synced.values().stream()
                .filter(each -> chosen.test(new Site(each.fact().place(), each.project())))
                .map(Placed::fact)
                .toList();
    }
}
