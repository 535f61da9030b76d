package dev.fairway.web.catalog;

import dev.fairway.resource.ApplicationName;
import java.util.Comparator;
import java.util.Optional;

/** A place in an order, whether or not an application stands there now: pages begin after a place, not at a number. */
public record Place(long rank, ApplicationName name) implements Comparable<Place> {

    private static final Comparator<Place> ORDER = Comparator.comparingLong(Place::rank)
            .thenComparing(place -> place.name().name())
            .thenComparing(place -> place.name().namespace());

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** As it is written in an address. */
    public String key() {
        return rank + "~" + name;
    }

    /** Empty for what is no key. */
    public static Optional<Place> parse(String key) {
        int end = key.indexOf('~');
        if (end < 1 || !key.substring(0, end).matches("-?\\d{1,18}") || key.indexOf('/', end) < 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Place(Long.parseLong(key.substring(0, end)), ApplicationName.parse(key.substring(end + 1))));
    }
}
