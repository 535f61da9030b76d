package dev.fairway.web.catalog;

import dev.fairway.cluster.ClusterContact;
import dev.fairway.cluster.Clusters;
import dev.fairway.resource.Problem;
import dev.fairway.web.view.Trouble;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which clusters do not answer, for pages that show many applications: what stands there of these is what was seen last. */
@Component
public class Reach {

    private final Clusters clusters;
    private final Clock clock;

    Reach(Clusters clusters, Clock clock) {
        this.clusters = clusters;
        this.clock = clock;
    }

    /** About the clusters of the applications in the picture; empty if all of them answer. */
    public List<Trouble> troubles(Picture picture) {
        SortedMap<String, ClusterContact> silent = new TreeMap<>(clusters.silent());
        if (silent.isEmpty()) {
            return List.of();
        }
        Set<String> used =
                picture.all().stream().map(entry -> entry.asked().cluster()).collect(Collectors.toSet());
        silent.keySet().retainAll(used);
        return silent.isEmpty() ? List.of() : List.of(told(silent, used.size()));
    }

    private Trouble told(SortedMap<String, ClusterContact> silent, int all) {
        Instant since = silent.values().stream()
                .flatMap(contact -> contact.failingSince().stream())
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
        String why = silent.values().stream()
                .flatMap(contact -> contact.problem().stream())
                .map(Problem::message)
                .findFirst()
                .orElse("");
        return new Trouble(
                        silent.size() == all ? Trouble.Kind.FAILED : Trouble.Kind.PARTIAL,
                        "%d of %d clusters answered; %s did not"
                                .formatted(all - silent.size(), all, String.join(", ", silent.keySet())),
                        "What is shown of it is what was seen last. " + why,
                        Optional.empty())
                .since(since, clock.instant());
    }
}
