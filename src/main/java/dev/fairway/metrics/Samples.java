package dev.fairway.metrics;

import dev.fairway.metrics.figures.Deployed;
import dev.fairway.metrics.figures.History;
import dev.fairway.metrics.figures.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The sample history: what three teams might have deployed. It is made anew from the calendar and never written, so it
 * cannot get among what really happened.
 */
@Component
class Samples {

    /** Every id in it begins so. */
    static final String PREFIX = "sample-";

    static final History NOTHING = new History(List.of(), List.of(), List.of(), List.of(), List.of());

    private final JdbcClient jdbc;
    private final Map<Instant, History> made = new ConcurrentHashMap<>();

    Samples(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean areRemoved() {
        return jdbc.sql("select exists (select 1 from sample_history_removals)")
                .query(Boolean.class)
                .single();
    }

    /** What happened up to the hour of this moment. */
    History upTo(Instant now) {
        Instant hour = now.truncatedTo(java.time.temporal.ChronoUnit.HOURS);
        made.keySet().removeIf(other -> !other.equals(hour));
        return made.computeIfAbsent(hour, SampleHistory::upTo);
    }

    static List<Place> places(History history) {
        return history.deployed().stream().map(Deployed::place).distinct().toList();
    }

    static History of(History all, Scope scope) {
        List<Deployed> chosen = all.deployed().stream()
                .filter(each -> isWanted(each.place(), scope))
                .toList();
        return new History(
                chosen,
                all.synced().stream()
                        .filter(each -> isWanted(each.place(), scope))
                        .toList(),
                all.degraded(),
                all.incidents(),
                List.of());
    }

    private static boolean isWanted(Place place, Scope scope) {
        return Stream.of(
                                Map.entry(scope.team(), place.team()),
                                Map.entry(scope.service(), place.service()),
                                Map.entry(scope.application(), place.application()))
                        .allMatch(
                                pair -> pair.getKey().isEmpty() || pair.getKey().equals(pair.getValue()))
                && (scope.environment().isEmpty()
                        ? place.production()
                        : place.environment().equals(scope.environment()));
    }
}
