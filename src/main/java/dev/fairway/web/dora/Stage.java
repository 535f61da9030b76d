package dev.fairway.web.dora;

import dev.fairway.metrics.figures.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a change's way, as the median over all changes.
 *
 * @param took a dash if it is known of none
 */
record Stage(String text, String took, boolean last) {

    static List<Stage> of(List<Row> rows) {
        return List.of(
                new Stage("commit → merge", median(rows, Stage::authored, Stage::merged), false),
                new Stage(
                        "merge → sync",
                        median(
                                rows,
                                Stage::merged,
                                row -> Optional.of(row.release().liveAt())),
                        false),
                new Stage(
                        "sync → healthy",
                        median(rows, row -> Optional.of(row.release().liveAt()), row -> row.release()
                                .healthyAt()),
                        true));
    }

    private static Optional<Instant> authored(Row row) {
        return row.change().flatMap(change -> change.authoredAt());
    }

    private static Optional<Instant> merged(Row row) {
        return row.change().flatMap(change -> change.mergedAt());
    }

    private static String median(
            List<Row> rows, Function<Row, Optional<Instant>> from, Function<Row, Optional<Instant>> to) {
        double[] seconds = rows.stream()
                .filter(row -> from.apply(row).isPresent() && to.apply(row).isPresent())
                .mapToDouble(row -> Duration.between(
                                from.apply(row).orElseThrow(), to.apply(row).orElseThrow())
                        .toSeconds())
                .filter(took -> took >= 0)
                .sorted()
                .toArray();
        return seconds.length == 0 ? RowView.NONE : Took.text(Middle.median(seconds));
    }
}
