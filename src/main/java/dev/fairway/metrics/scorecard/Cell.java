package dev.fairway.metrics.scorecard;

import dev.fairway.resource.ApplicationName;
import java.util.List;

/** One practice of one team. */
public sealed interface Cell {

    /** Nothing tells of it yet. */
    record NotConnected(String why) implements Cell {}

    /** The team has nothing that it is about. */
    record Nothing(String why) implements Cell {}

    /**
     * @param met the rows that do it, and {@code open} those that do not
     * @param next what to do about them; empty if there is nothing left
     */
    record Counted(List<Row> met, List<Row> open, String next) implements Cell {

        public int of() {
            return met.size() + open.size();
        }
    }

    /**
     * What was counted.
     *
     * @param deployment its number; 0 if the row is an application
     * @param why it counts as it does
     */
    record Row(ApplicationName application, long deployment, String why) {}
}
