package dev.fairway.web.applications.tree;

import java.util.Comparator;

/** When in a sync an object's turn comes. */
record Place(Phase phase, int wave) implements Comparable<Place> {

    /** Where an object without any order of its own comes. */
    static final Place FIRST = new Place(Phase.SYNC, 0);

    /** Where an orphan stands: after everything. */
    static final Place ORPHANED = new Place(Phase.NEVER, 0);

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::phase).thenComparingInt(Place::wave);

    enum Phase {
        BEFORE("Before sync"),
        SYNC(""),
        AFTER("After sync"),
        AFTER_FAILURE("After a failure"),
        /** It has no turn: Git does not write it and nothing that Git writes owns it. */
        NEVER("Belongs to no application");

        private final String text;

        Phase(String text) {
            this.text = text;
        }

        /** Phases that hooks alone run in have names of their own; an object without one belongs to the sync itself. */
        static Phase of(String syncPhase) {
            return switch (syncPhase) {
                case "PreSync" -> BEFORE;
                case "PostSync" -> AFTER;
                case "SyncFail" -> AFTER_FAILURE;
                default -> SYNC;
            };
        }
    }

    String text() {
        if (phase == Phase.SYNC) {
            return "Wave " + wave;
        }
        return wave == 0 ? phase.text : phase.text + ", wave " + wave;
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
