package dev.fairway.web.list;

import dev.fairway.web.catalog.Facet;
import dev.fairway.web.catalog.Found;
import dev.fairway.web.catalog.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One facet as a menu of boxes.
 *
 * @param chosen how many are ticked
 * @param more how many values there are beyond those shown
 */
record FacetMenu(String title, String parameter, List<Option> options, int chosen, int more) {

    private static final int MOST = 30;

    record Option(String value, int count, boolean ticked) {}

    static FacetMenu of(Facet facet, Found found, Selection selection) {
        Set<String> ticked = selection.values().getOrDefault(facet, Set.of());
        List<Found.Count> counts = found.values(facet);
        List<Option> options = new ArrayList<>(counts.stream()
                .filter(count -> ticked.contains(count.value()))
                .map(count -> new Option(count.value(), count.count(), true))
                .toList());
        // What is ticked stays tickable even when nothing matches it any more.
        ticked.stream()
                .filter(value ->
                        counts.stream().noneMatch(count -> count.value().equals(value)))
                .forEach(value -> options.add(new Option(value, 0, true)));
        counts.stream()
                .filter(count -> !ticked.contains(count.value()))
                .limit(MOST)
                .forEach(count -> options.add(new Option(count.value(), count.count(), false)));
        if (!facet.order().isEmpty()) {
            options.sort(
                    java.util.Comparator.comparingInt(option -> facet.order().indexOf(option.value())));
        }
        return new FacetMenu(
                facet.title(),
                facet.parameter(),
                List.copyOf(options),
                ticked.size(),
                Math.max(0, counts.size() - options.size()));
    }

    public boolean isLong() {
        return options.size() > 10;
    }
}
