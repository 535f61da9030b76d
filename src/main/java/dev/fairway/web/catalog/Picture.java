package dev.fairway.web.catalog;

import dev.fairway.access.policy.Sight;
import dev.fairway.resource.ApplicationName;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All applications at one moment; never changes. */
public final class Picture {

    private final Map<ApplicationName, Kept> kept;
    private final Map<Order, List<Entry>> ordered;
    private final Set<Facet> varied;
    private final Map<Sight, Picture> narrowed;
    private final boolean whole;
    private final long position;
    private final Instant takenAt;

    /**
     * An entry, or that there is none any more.
     *
     * @param changedBy the transaction that made it so
     */
    record Kept(Optional<Entry> entry, long changedBy) {}

    Picture(Map<ApplicationName, Kept> kept, long position, Instant takenAt) {
        this(kept, true, position, takenAt);
    }

    private Picture(Map<ApplicationName, Kept> kept, boolean whole, long position, Instant takenAt) {
        this.whole = whole;
        this.kept = Map.copyOf(kept);
        this.position = position;
        this.takenAt = takenAt;
        this.narrowed = new ConcurrentHashMap<>();
        List<Entry> entries = this.kept.values().stream()
                .flatMap(each -> each.entry().stream())
                .toList();
        this.ordered = new EnumMap<>(Order.class);
        for (Order order : Order.values()) {
            ordered.put(order, entries.stream().sorted(order.comparator()).toList());
        }
        this.varied = Stream.of(Facet.values())
                .filter(facet -> entries.stream()
                                .flatMap(entry -> facet.values(entry).stream())
                                .distinct()
                                .limit(2)
                                .count()
                        > 1)
                .collect(Collectors.toSet());
    }

    private Picture(Picture same, long position, Instant takenAt) {
        this.kept = same.kept;
        this.ordered = same.ordered;
        this.varied = same.varied;
        this.whole = same.whole;
        this.narrowed = same.narrowed;
        this.position = position;
        this.takenAt = takenAt;
    }

    /** Nothing has changed since. */
    Picture still(long laterPosition, Instant later) {
        return new Picture(this, laterPosition, later);
    }

    /**
     * What someone sees of it. What they may not see is as if it had never been: its going is no change either.
     */
    public Picture as(Sight sight) {
        if (sight.isEverything()) {
            return this;
        }
        return narrowed.computeIfAbsent(sight, this::narrow).still(position, takenAt);
    }

    private Picture narrow(Sight sight) {
        Predicate<Entry> seen = entry -> sight.sees(entry.asked().project(), entry.name());
        return new Picture(
                kept.entrySet().stream()
                        .filter(each -> each.getValue().entry().filter(seen).isPresent())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                false,
                position,
                takenAt);
    }

    Map<ApplicationName, Kept> kept() {
        return kept;
    }

    /** Up to where it has seen the changes of everything; any replica understands it. */
    public long position() {
        return position;
    }

    public Instant takenAt() {
        return takenAt;
    }

    public Collection<Entry> all() {
        return in(Order.NAME);
    }

    public List<Entry> in(Order order) {
        return ordered.getOrDefault(order, List.of());
    }

    public Optional<Entry> find(ApplicationName name) {
        return Optional.ofNullable(kept.get(name)).flatMap(Kept::entry);
    }

    /** Whether there is anything to choose: not all applications have the same value. */
    public boolean varies(Facet facet) {
        return varied.contains(facet);
    }

    public Found find(Selection selection, Order order) {
        return Found.of(in(order), selection);
    }

    /** Whether an application would be here if it existed, as far as who looks is concerned: all of it shows everything. */
    public boolean shows(ApplicationName name) {
        return whole || kept.containsKey(name);
    }

    public Set<ApplicationName> names() {
        return kept.keySet();
    }

    /** Which applications changed, came or went since another picture was taken; some may be named that did not. */
    public Set<ApplicationName> changedSince(long otherPosition) {
        return kept.entrySet().stream()
                .filter(each -> each.getValue().changedBy() >= otherPosition)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
