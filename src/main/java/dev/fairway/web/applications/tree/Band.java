package dev.fairway.web.applications.tree;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Cards that stand together under a title, outermost first.
 *
 * @param id names the group of its outermost cards
 * @param place when their turn comes in a sync; empty if the bands are about something else
 */
record Band(String id, String title, Optional<Place> place, List<Card> cards) {

    static Band of(Place place, List<Card> cards) {
        return new Band(id(place), place.text(), Optional.of(place), cards);
    }

    static String id(Place place) {
        return "wave:" + place.phase().name().toLowerCase(Locale.ROOT) + ":" + place.wave();
    }

    Band with(List<Card> others) {
        return new Band(id, title, place, others);
    }
}
