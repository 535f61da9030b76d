package dev.fairway.web.catalog;

import dev.fairway.access.policy.Sight;
import dev.fairway.resource.ApplicationName;
import dev.fairway.web.access.Hearsay;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.function.SingletonSupplier;

/** All applications at one moment; never changes. */
public final class Picture {

    private final Map<ApplicationName, Kept> kept;
    private final Map<Order, List<Entry>> ordered;
    private final Set<Facet> varied;
    private final Map<Sight, Picture> narrowed;
    private final boolean whole;
    private final Map<ApplicationName, Integer> unseenChildren;
    private final Set<ApplicationName> unseenParents;
    private final Supplier<Set<ApplicationName>> stars;
    private final long position;
    private final Instant takenAt;

    /**
     * An entry, or that there is none any more.
     *
     * @param changedBy the transaction that made it so
     */
    record Kept(Optional<Entry> entry, long changedBy) {

        Kept saying(UnaryOperator<String> why) {
            return entry.map(known -> {
                        String said = why.apply(known.why());
                        return said.equals(known.why())
                                ? this
                                : new Kept(
                                        Optional.of(new Entry(
                                                known.name(), known.asked(), known.going(), known.urgency(), said)),
                                        changedBy);
                    })
                    .orElse(this);
        }
    }

    Picture(Map<ApplicationName, Kept> kept, long position, Instant takenAt) {
        this(kept, Optional.empty(), position, takenAt);
    }

    /** @param of what this is a part of; empty for all of it */
    private Picture(Map<ApplicationName, Kept> kept, Optional<Picture> of, long position, Instant takenAt) {
        this.whole = of.isEmpty();
        this.unseenChildren = of.map(all -> unseenChildren(all.kept, kept)).orElse(Map.of());
        this.unseenParents = of.map(all -> unseenParents(all.kept, kept)).orElse(Set.of());
        this.stars = Set::of;
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

    private Picture(Picture same, Supplier<Set<ApplicationName>> stars, long position, Instant takenAt) {
        this.stars = stars;
        this.kept = same.kept;
        this.ordered = same.ordered;
        this.varied = same.varied;
        this.whole = same.whole;
        this.unseenChildren = same.unseenChildren;
        this.unseenParents = same.unseenParents;
        this.narrowed = same.narrowed;
        this.position = position;
        this.takenAt = takenAt;
    }

    /** Nothing has changed since. */
    Picture still(long laterPosition, Instant later) {
        return new Picture(this, stars, laterPosition, later);
    }

    /** As somebody looks at it who has starred some; they are read when it matters, and once. */
    Picture with(Supplier<Set<ApplicationName>> starred) {
        return new Picture(this, SingletonSupplier.of(starred), position, takenAt);
    }

    public boolean isStarred(ApplicationName name) {
        return stars.get().contains(name);
    }

    /** What whoever looks has starred, by name. */
    public List<Entry> starred() {
        return stars.get().stream()
                .sorted()
                .flatMap(name -> find(name).stream())
                .toList();
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
        Map<ApplicationName, Kept> some = kept.entrySet().stream()
                .filter(each -> each.getValue().entry().filter(seen).isPresent())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Picture(
                some.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue()
                        .saying(why ->
                                Hearsay.without(why, child -> kept.containsKey(child) && !some.containsKey(child))))),
                Optional.of(this),
                position,
                takenAt);
    }

    private static Map<ApplicationName, Integer> unseenChildren(
            Map<ApplicationName, Kept> all, Map<ApplicationName, Kept> seen) {
        return all.entrySet().stream()
                .filter(each -> !seen.containsKey(each.getKey()))
                .flatMap(each -> each.getValue().entry().stream())
                .flatMap(entry -> entry.asked().parent().stream())
                .filter(seen::containsKey)
                .collect(Collectors.toMap(parent -> parent, parent -> 1, Integer::sum));
    }

    private static Set<ApplicationName> unseenParents(Map<ApplicationName, Kept> all, Map<ApplicationName, Kept> seen) {
        return seen.values().stream()
                .flatMap(each -> each.entry().stream())
                .flatMap(entry -> entry.asked().parent().stream())
                .filter(parent -> !seen.containsKey(parent)
                        && all.containsKey(parent)
                        && all.get(parent).entry().isPresent())
                .collect(Collectors.toSet());
    }

    /** How many applications one made that are not in this picture because they may not be seen. */
    public int unseenChildren(ApplicationName parent) {
        return unseenChildren.getOrDefault(parent, 0);
    }

    /** Whether a parent exists and may not be seen; one that does not exist is missing for everybody. */
    public boolean isUnseenParent(ApplicationName parent) {
        return unseenParents.contains(parent);
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
        return Found.of(in(order), selection, this::isStarred);
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
