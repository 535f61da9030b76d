package dev.fairway.web.view;

import java.util.List;

/**
 * How far the wanted revision has come: Git, rendered, synced, healthy.
 *
 * @param label all of it in words
 * @param stages four of them
 * @param calm whether it has come all the way
 */
public record Channel(String label, List<Stage> stages, boolean calm) {

    /**
     * One buoy.
     *
     * @param mark the mark that stands in its place; empty for a plain buoy
     * @param passed whether the revision has passed it
     */
    public record Stage(String mark, boolean passed) {

        static final Stage PASSED = new Stage("", true);
        static final Stage AHEAD = new Stage("", false);

        static Stage stopped(String mark) {
            return new Stage(mark, false);
        }
    }
}
