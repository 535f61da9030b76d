package dev.fairway.web.catalog;

import java.util.Comparator;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** In which order a list is shown. Names decide between equals, so that every entry has one place. */
public enum Order {
    URGENCY("Urgency", entry -> entry.urgency().ordinal()),
    NAME("Name", entry -> 0),
    CHANGED("Last change", entry -> -entry.going().changedAt().toEpochMilli());

    private final String text;
    private final ToLongFunction<Entry> rank;

    Order(String text, ToLongFunction<Entry> rank) {
        this.text = text;
        this.rank = rank;
    }

    public String getText() {
        return text;
    }

    /** Its name in an address. */
    public String getKey() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Order of(String key) {
        return Stream.of(values())
                .filter(order -> order.getKey().equals(key))
                .findFirst()
                .orElse(URGENCY);
    }

    public Place place(Entry entry) {
        return new Place(rank.applyAsLong(entry), entry.name());
    }

    Comparator<Entry> comparator() {
        return Comparator.comparing(this::place);
    }
}
