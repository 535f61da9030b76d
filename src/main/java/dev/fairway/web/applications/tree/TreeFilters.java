package dev.fairway.web.applications.tree;

import dev.fairway.health.HealthStatus;
import dev.fairway.web.view.Mark;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The row of filters above the tree.
 *
 * @param segments the ones people want most, one click each
 * @param orphans the page with what is nobody's, or without it again
 * @param narrowed something is filtered
 * @param clear the page without filters
 * @param other the same as a table, or as a picture again
 * @param fold the same with every group closed; empty if none is open
 */
record TreeFilters(
        String text,
        List<Segment> segments,
        List<Option> kinds,
        List<Option> health,
        List<Option> sync,
        Orphans orphans,
        Set<String> expand,
        boolean narrowed,
        String clear,
        String as,
        String other,
        String fold) {

    record Segment(String text, int count, String href, boolean current) {}

    /** @param count how many there are; without one, and if none are shown, there is nothing to offer */
    record Orphans(int count, String href, boolean shown) {}

    record Option(String value, String text, boolean chosen) {}

    private static final List<String> FAILING = List.of("DEGRADED", "MISSING");
    private static final List<String> DIFFERING = List.of("OUT_OF_SYNC", "ABSENT", "WILL_PRUNE");

    /** @param orphans how many there are, shown or not */
    static TreeFilters of(Forest all, Filter filter, TreeAddress address, int orphans) {
        Set<String> kinds = new TreeSet<>();
        int[] counts = new int[2];
        all.each(node -> {
            kinds.add(node.key().kind());
            counts[0] += node.isFailing() ? 1 : 0;
            counts[1] += node.sync().differs() ? 1 : 0;
        });
        return new TreeFilters(
                address.query(),
                List.of(
                        new Segment("All", all.size(), address.unfiltered().href(), filter.isEmpty()),
                        new Segment(
                                "Failing",
                                counts[0],
                                address.filtered(FAILING, List.of()).href(),
                                address.health().equals(FAILING)),
                        new Segment(
                                "Out of sync",
                                counts[1],
                                address.filtered(List.of(), DIFFERING).href(),
                                address.sync().equals(DIFFERING))),
                kinds.stream()
                        .map(kind -> new Option(kind, kind, filter.kinds().contains(kind)))
                        .toList(),
                Arrays.stream(HealthStatus.values())
                        .map(status -> new Option(
                                status.name(),
                                Mark.of(status).text(),
                                filter.health().contains(status)))
                        .toList(),
                Arrays.stream(SyncMark.values())
                        .map(mark -> new Option(
                                mark.name(),
                                mark.mark().map(Mark::text).orElse("Not in Git"),
                                filter.sync().contains(mark)))
                        .toList(),
                new Orphans(orphans, address.otherwiseWithOrphans().href(), address.orphans()),
                address.expand(),
                !filter.isEmpty(),
                address.unfiltered().href(),
                address.as(),
                address.shown(address.as().isEmpty() ? "table" : "").href(),
                address.expand().isEmpty() ? "" : address.folded().href());
    }
}
