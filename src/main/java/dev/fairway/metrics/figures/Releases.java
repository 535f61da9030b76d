package dev.fairway.metrics.figures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Landings to releases: the same release of a service in many applications is one. An application that gets a release
 * again begins another.
 */
final class Releases {

    private Releases() {}

    static List<Release> of(List<Landing> landings, History history) {
        Map<String, Reclassified> words = Words.latest(history.reclassified(), as -> true);
        return grouped(landings).stream()
                .map(targets -> Dated.of(release(targets, words)))
                .sorted(Comparator.comparing(Dated::at).thenComparing(Dated::id))
                .map(Dated::release)
                .toList();
    }

    /** The landings of each release. */
    static List<List<Landing>> grouped(List<Landing> landings) {
        Map<Key, List<List<Landing>>> groups = new HashMap<>();
        landings.stream()
                .sorted(Comparator.comparing(Landing::countedAt)
                        .thenComparing(landing -> landing.place().application())
                        .thenComparing(Landings.IN_TIME))
                .forEach(landing -> join(groups.computeIfAbsent(Key.of(landing), key -> new ArrayList<>()), landing));
        return groups.values().stream().flatMap(List::stream).toList();
    }

    /** A release asks all its targets for its date, which is too much for every comparison. */
    private record Dated(Instant at, String id, Release release) {

        static Dated of(Release release) {
            return new Dated(release.countedAt(), release.id(), release);
        }
    }

    private record Key(String team, String service, String release, boolean rollback) {

        static Key of(Landing landing) {
            return new Key(
                    landing.place().team(),
                    landing.place().service(),
                    landing.release(),
                    landing.kind() == Kind.ROLLBACK);
        }
    }

    private static void join(List<List<Landing>> groups, Landing landing) {
        List<Landing> group = groups.stream()
                .filter(each -> each.stream().noneMatch(target -> target.place()
                        .application()
                        .equals(landing.place().application())))
                .reduce((earlier, later) -> later)
                .orElseGet(() -> {
                    List<Landing> begun = new ArrayList<>();
                    groups.add(begun);
                    return begun;
                });
        group.add(landing);
    }

    private static Release release(List<Landing> targets, Map<String, Reclassified> words) {
        Landing reason = targets.stream()
                .filter(target -> target.kind().isUnplanned())
                .findFirst()
                .orElse(targets.getFirst());
        Optional<Reclassified> word = targets.stream()
                .flatMap(target -> Optional.ofNullable(words.get(target.id())).stream())
                .max(Comparator.comparing(Reclassified::at));
        return new Release(reason.kind(), reason.why(), List.copyOf(targets), word);
    }
}
