package dev.fairway.web.catalog;

import dev.fairway.resource.ApplicationName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a selection found.
 *
 * @param entries all of it, in order
 * @param counts of each facet's values: how many there are if only the other facets count
 * @param all how many applications there are at all
 */
public record Found(List<Entry> entries, Map<Facet, Map<String, Integer>> counts, int all) {

    /** A value of a facet and how many have it. */
    public record Count(String value, int count) {}

    /** @param isStarred by whoever looks; asked only if it matters */
    static Found of(List<Entry> ordered, Selection selection, Predicate<ApplicationName> isStarred) {
        List<Entry> entries = new ArrayList<>();
        Map<Facet, Map<String, Integer>> counts = new EnumMap<>(Facet.class);
        for (Facet facet : Facet.values()) {
            counts.put(facet, new HashMap<>());
        }
        Predicate<Entry> hasText = selection.textPredicate();
        for (Entry entry : ordered) {
            if (hasText.test(entry) && (!selection.starred() || isStarred.test(entry.name()))) {
                look(entry, selection, entries, counts);
            }
        }
        return new Found(entries, counts, ordered.size());
    }

    /** An entry that fails one facet alone counts for that facet: ticking its value would bring it in. */
    private static void look(
            Entry entry, Selection selection, List<Entry> entries, Map<Facet, Map<String, Integer>> counts) {
        List<Facet> refusing = selection.values().keySet().stream()
                .filter(facet -> !selection.admits(facet, entry))
                .limit(2)
                .toList();
        if (refusing.isEmpty()) {
            entries.add(entry);
            counts.forEach((facet, values) -> count(values, facet, entry));
        } else if (refusing.size() == 1) {
            count(counts.getOrDefault(refusing.getFirst(), Map.of()), refusing.getFirst(), entry);
        }
    }

    private static void count(Map<String, Integer> counts, Facet facet, Entry entry) {
        for (String value : facet.values(entry)) {
            counts.merge(value, 1, Integer::sum);
        }
    }

    public int count(Facet facet, String value) {
        return counts.getOrDefault(facet, Map.of()).getOrDefault(value, 0);
    }

    /** The values of a facet: in its own order if it has one, else the most frequent first. */
    public List<Count> values(Facet facet) {
        Comparator<Count> order = facet.order().isEmpty()
                ? Comparator.comparingInt(Count::count).reversed().thenComparing(Count::value)
                : Comparator.comparingInt(count -> facet.order().indexOf(count.value()));
        return counts.getOrDefault(facet, Map.of()).entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(order)
                .toList();
    }
}
