package dev.fairway.web.list;

import dev.fairway.web.catalog.Facet;
import dev.fairway.web.catalog.Found;
import dev.fairway.web.catalog.ListAddress;
import dev.fairway.web.catalog.Selection;
import dev.fairway.web.query.Urgency;
import dev.fairway.web.view.Mark;
import dev.fairway.web.view.UrgencyMark;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many applications are in each state: counts, a filter, and a bar of proportions.
 *
 * @param topic what to listen to for fresh ones
 * @param label the bar in words
 */
public record Strip(String topic, List<Cell> cells, List<Bar> bars, String label) {

    /** Bars are drawn into a box this wide; the page stretches it. */
    private static final int WIDTH = 758;

    private static final int LEAST = 18;
    private static final int GAP = 2;

    /** One state. */
    public record Cell(String text, Mark mark, int count, String href, boolean chosen) {}

    /** Its share. */
    public record Bar(String tone, int x, int width) {}

    public static Strip of(Found found, ListAddress address) {
        List<Cell> cells = Stream.of(Urgency.values())
                .filter(urgency -> urgency != Urgency.UNKNOWN || found.count(Facet.STATE, urgency.text()) > 0)
                .map(urgency -> cell(urgency, found, address))
                .toList();
        int total = cells.stream().mapToInt(Cell::count).sum();
        int calm = found.count(Facet.STATE, Urgency.HEALTHY.text());
        return new Strip(
                "strip:" + address.beginningAfter(java.util.Optional.empty()).query(),
                cells,
                bars(cells, total),
                "%d of %d applications need attention or are moving".formatted(total - calm, total));
    }

    private static Cell cell(Urgency urgency, Found found, ListAddress address) {
        Selection selection = address.selection();
        boolean chosen = selection.has(Facet.STATE, urgency.text());
        Selection next = chosen
                ? selection.without(Facet.STATE)
                : selection.without(Facet.STATE).toggled(Facet.STATE, urgency.text());
        return new Cell(
                urgency.text(),
                UrgencyMark.of(urgency),
                found.count(Facet.STATE, urgency.text()),
                address.selecting(next).href(),
                chosen);
    }

    /** Every state that occurs gets enough to be seen; the rest is shared by number. */
    private static List<Bar> bars(List<Cell> cells, int total) {
        List<Cell> there = cells.stream().filter(cell -> cell.count() > 0).toList();
        int free = WIDTH - there.size() * (LEAST + GAP) + GAP;
        List<Bar> bars = new ArrayList<>();
        int x = 0;
        for (Cell cell : there) {
            int width = LEAST + (int) ((long) free * cell.count() / total);
            bars.add(new Bar(tone(cell.mark()), x, width));
            x += width + GAP;
        }
        return bars;
    }

    private static String tone(Mark mark) {
        return mark.tone().equals("unk") ? "susp" : mark.tone();
    }
}
