package dev.fairway.web.list;

import dev.fairway.web.catalog.Facet;
import dev.fairway.web.catalog.Found;
import dev.fairway.web.catalog.ListAddress;
import java.util.List;
import java.util.stream.Stream;

/** What was found, counted by facets. Every number leads to its applications. */
record Summary(List<Table> tables) {

    private static final int MOST = 8;

    /** One facet. */
    record Table(String title, List<Line> lines, int more) {}

    /**
     * One value.
     *
     * @param tenths how long its bar is, of ten
     */
    record Line(String value, int count, String href, int tenths) {}

    static Summary of(Found found, ListAddress address) {
        return new Summary(Stream.of(
                        Facet.HEALTH,
                        Facet.SYNC,
                        Facet.OPERATION,
                        Facet.TEAM,
                        Facet.ENVIRONMENT,
                        Facet.CLUSTER,
                        Facet.PROJECT,
                        Facet.AUTOMATION)
                .map(facet -> table(facet, found, address))
                .toList());
    }

    private static Table table(Facet facet, Found found, ListAddress address) {
        List<Found.Count> counts = found.values(facet);
        int most = counts.stream().mapToInt(Found.Count::count).max().orElse(1);
        return new Table(
                facet.title(),
                counts.stream()
                        .limit(MOST)
                        .map(count -> new Line(
                                count.value(),
                                count.count(),
                                address.as(dev.fairway.web.catalog.ListView.LIST)
                                        .selecting(address.selection()
                                                .without(facet)
                                                .toggled(facet, count.value()))
                                        .href(),
                                Math.max(1, Math.round(10f * count.count() / most))))
                        .toList(),
                Math.max(0, counts.size() - MOST));
    }
}
