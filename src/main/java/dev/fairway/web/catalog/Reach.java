package dev.fairway.web.catalog;

import dev.fairway.cluster.ClusterContact;
import dev.fairway.cluster.Clusters;
import dev.fairway.resource.Problem;
import dev.fairway.web.view.Trouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which clusters do not answer, for pages that show many applications: what stands there of these is what was seen last. */
@Component
public class Reach {

    /** How long what was read is used before it is read again. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Clusters clusters;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private List<Silent> silent = List.of();
    private Instant readAt = Instant.EPOCH;

    Reach(Clusters clusters, Clock clock) {
        this.clusters = clusters;
        this.clock = clock;
    }

    private record Silent(String cluster, Instant since, String why) {}

    /** About the clusters of the applications in the picture; empty if all of them answer. */
    public List<Trouble> troubles(Picture picture) {
        List<Silent> now = silent();
        if (now.isEmpty()) {
            return List.of();
        }
        Set<String> used =
                picture.all().stream().map(entry -> entry.asked().cluster()).collect(Collectors.toSet());
        List<Silent> seen =
                now.stream().filter(each -> used.contains(each.cluster())).toList();
        return seen.isEmpty() ? List.of() : List.of(told(seen, used.size()));
    }

    private Trouble told(List<Silent> silent, int all) {
        String names = silent.stream().map(Silent::cluster).collect(Collectors.joining(", "));
        Instant since =
                silent.stream().map(Silent::since).min(Instant::compareTo).orElse(Instant.EPOCH);
        return new Trouble(
                        silent.size() == all ? Trouble.Kind.FAILED : Trouble.Kind.PARTIAL,
                        "%d of %d clusters answered; %s did not".formatted(all - silent.size(), all, names),
                        "What is shown of it is what was seen last. "
                                + silent.getFirst().why(),
                        Optional.empty())
                .since(since, clock.instant());
    }

    private List<Silent> silent() {
        Instant now = clock.instant();
        reading.lock();
        try {
            if (!readAt.plus(FRESH).isAfter(now)) {
                silent = read();
                readAt = now;
            }
            return silent;
        } finally {
            reading.unlock();
        }
    }

    private List<Silent> read() {
        List<Silent> found = new ArrayList<>();
        for (Clusters.ClusterRef cluster : clusters.all()) {
            Optional<ClusterContact> contact = clusters.contact(cluster);
            contact.flatMap(ClusterContact::failingSince)
                    .ifPresent(since -> found.add(new Silent(
                            cluster.name(),
                            since,
                            contact.flatMap(ClusterContact::problem)
                                    .map(Problem::message)
                                    .orElse(""))));
        }
        return List.copyOf(found);
    }
}
