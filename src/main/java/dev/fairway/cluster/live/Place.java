package dev.fairway.cluster.live;

import java.util.Comparator;

/** Where an object is among those of its kind. Sorted by namespace first, so that a namespace is a range. */
sealed interface Place extends Comparable<Place> permits Kept, Place.At {

    Comparator<Place> ORDER = Comparator.comparing(Place::namespace).thenComparing(Place::name);

    String namespace();

    String name();

    @Override
    default int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** A place that is looked for. */
    record At(String namespace, String name) implements Place {}
}
