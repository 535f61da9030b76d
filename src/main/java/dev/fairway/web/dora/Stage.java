package dev.fairway.web.dora;

import dev.fairway.metrics.Delivery;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A part of a change's way, as the median over all changes.
 *
 * @param took a dash if it is known of none
 */
record Stage(String text, String took, boolean last) {

    static List<Stage> of(Delivery delivery) {
        return Arrays.stream(dev.fairway.metrics.figures.Stage.values())
                .map(stage -> of(stage, delivery.counted().stage(stage, delivery.span())))
                .toList();
    }

    private static Stage of(dev.fairway.metrics.figures.Stage stage, OptionalDouble median) {
        String took = median.isPresent() ? Took.text(median.getAsDouble()) : RowView.NONE;
        return switch (stage) {
            case COMMIT_TO_MERGE -> new Stage("commit → merge", took, false);
            case MERGE_TO_SYNC -> new Stage("merge → sync", took, false);
            case SYNC_TO_HEALTHY -> new Stage("sync → healthy", took, true);
        };
    }
}
