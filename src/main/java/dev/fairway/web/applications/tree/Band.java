package dev.fairway.web.applications.tree;

import java.util.List;

/** The cards whose turn comes at the same time in a sync. */
record Band(Place place, List<Card> cards) {

    /** Names the group of its outermost cards. */
    String id() {
        return "wave:" + place.phase().name().toLowerCase(java.util.Locale.ROOT) + ":" + place.wave();
    }
}
