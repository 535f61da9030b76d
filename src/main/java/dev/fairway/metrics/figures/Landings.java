package dev.fairway.metrics.figures;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Which facts are new states that reached an application, and which are none.
 *
 * @param byApplication in the order they became live
 */
record Landings(Map<String, List<Landing>> byApplication, List<LeftOut> leftOut) {

    static final Comparator<Landing> IN_TIME = Comparator.comparing(Landing::liveAt)
            .thenComparing(Landing::countedAt)
            .thenComparing(Landing::state)
            .thenComparing(Landing::id);

    static Landings of(History history) {
        Map<String, List<Deployed>> deployed = sorted(
                history.deployed(),
                Deployed::id,
                Deployed::place,
                Comparator.comparing(Deployed::liveAt)
                        .thenComparing(Deployed::healthyAt)
                        .thenComparing(Deployed::id));
        Map<String, List<Synced>> synced = sorted(
                history.synced(),
                Synced::id,
                Synced::place,
                Comparator.comparing(Synced::at).thenComparing(Synced::id));
        Map<String, String> releases = new HashMap<>();
        deployed.values()
                .forEach(all -> all.forEach(each ->
                        releases.putIfAbsent(each.place().service() + "\n" + each.revisions(), each.release())));
        Map<String, Reclassified> kinds = Words.latest(history.reclassified(), as -> !as.isAboutFailure());

        Map<String, List<Landing>> landings = new TreeMap<>();
        List<LeftOut> leftOut = new ArrayList<>();
        Set<String> applications = new TreeSet<>(deployed.keySet());
        applications.addAll(synced.keySet());
        for (String application : applications) {
            Course course = new Course(
                    deployed.getOrDefault(application, List.of()),
                    synced.getOrDefault(application, List.of()),
                    releases,
                    kinds);
            course.run();
            leftOut.addAll(course.leftOut());
            List<Landing> found = course.landings();
            if (!found.isEmpty()) {
                found.sort(IN_TIME);
                landings.put(application, found);
            }
        }
        return new Landings(landings, leftOut);
    }

    /** By application and in time; the same thing told again is told once. */
    private static <T> Map<String, List<T>> sorted(
            List<T> all, Function<T, String> id, Function<T, Place> place, Comparator<T> order) {
        // By name, so that what is taken from the first does not depend on what else there is.
        Map<String, List<T>> sorted = new TreeMap<>();
        once(all, id).stream().sorted(order).forEach(each -> sorted.computeIfAbsent(
                        place.apply(each).application(), key -> new ArrayList<>())
                .add(each));
        return sorted;
    }

    private static <T> Collection<T> once(List<T> all, Function<T, String> id) {
        Map<String, T> known = new LinkedHashMap<>();
        all.forEach(each -> known.putIfAbsent(id.apply(each), each));
        return known.values();
    }
}
