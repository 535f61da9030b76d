package dev.fairway.web.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A page of a list. It begins after a place in the order, so that what comes and goes before it moves nothing.
 *
 * @param entries at most as many as a page has
 * @param before how many are before it
 * @param previous after which place the page before it begins; the place is empty for the first page
 * @param next after which place the next page begins
 */
public record Slice(List<Entry> entries, int before, Optional<Optional<Place>> previous, Optional<Place> next) {

    /** The page after a place, or the first one. */
    public static Slice of(List<Entry> ordered, Order order, Optional<Place> after, int size) {
        int from = after.map(place -> firstAfter(ordered, order, place)).orElse(0);
        int to = Math.min(ordered.size(), from + size);
        Optional<Place> next = to < ordered.size() ? Optional.of(order.place(ordered.get(to - 1))) : Optional.empty();
        return new Slice(ordered.subList(from, to), from, previous(ordered, order, from, size), next);
    }

    private static Optional<Optional<Place>> previous(List<Entry> ordered, Order order, int from, int size) {
        if (from == 0) {
            return Optional.empty();
        }
        int start = Math.max(0, from - size);
        return Optional.of(start == 0 ? Optional.empty() : Optional.of(order.place(ordered.get(start - 1))));
    }

    private static int firstAfter(List<Entry> ordered, Order order, Place place) {
        int low = 0;
        int high = ordered.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (order.place(ordered.get(middle)).compareTo(place) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
