package dev.fairway.cluster.live;

import java.util.Comparator;

/** Where an object is among those of its kind. Sorted by namespace first, so that a namespace is a range. */
record Place(String namespace, String name) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::namespace).thenComparing(Place::name);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
