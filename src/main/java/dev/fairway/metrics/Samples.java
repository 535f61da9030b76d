package dev.fairway.metrics;

import dev.fairway.metrics.figures.Deployed;
import dev.fairway.metrics.figures.History;
import dev.fairway.metrics.figures.Rules;
import dev.fairway.metrics.strands.CommitWords;
import dev.fairway.metrics.strands.Everything;
import dev.fairway.metrics.strands.News;
import dev.fairway.metrics.strands.Placed;
import dev.fairway.metrics.strands.Strands;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
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

    static final Told NOTHING =
            Told.of(new History(List.of(), List.of(), List.of(), List.of(), List.of()), Rules.DEFAULT);

    /** The samples, counted, and the words of their commits. */
    record Told(Everything everything, CommitWords commits) {

        static Told of(History history, Rules rules) {
            Strands strands = new Strands(rules);
            strands.tell(new News(
                    history.deployed().stream()
                            .map(each -> new Placed<>(each, ""))
                            .toList(),
                    history.synced().stream()
                            .map(each -> new Placed<>(each, ""))
                            .toList(),
                    history.degraded(),
                    history.incidents(),
                    history.reclassified()));
            Map<String, CommitWords.Said> changes = history.deployed().stream()
                    .collect(Collectors.toMap(
                            Deployed::id, each -> new CommitWords.Said(each.changes(), "", ""), (one, same) -> one));
            return new Told(strands.all(), asked -> changes);
        }
    }

    private final JdbcClient jdbc;
    private final DoraSettings settings;
    private final Map<Instant, Told> made = new ConcurrentHashMap<>();

    Samples(JdbcClient jdbc, DoraSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    boolean areRemoved() {
        return jdbc.sql("select exists (select 1 from sample_history_removals)")
                .query(Boolean.class)
                .single();
    }

    /** What happened up to the hour of this moment. */
    Told upTo(Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        made.keySet().removeIf(other -> !other.equals(hour));
        return made.computeIfAbsent(hour, at -> Told.of(SampleHistory.upTo(at), settings.rules()));
    }
}
