package dev.fairway.web.applications.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives every card its place: a column for each step of ownership, a band for each wave, the first child beside its parent
 * and the others below. The same cards always lie in the same places.
 */
final class Layout {

    static final int CARD_HEIGHT = 44;
    static final int ROW_GAP = 8;

    /** The channel that the waves hang on runs here. */
    static final int CHANNEL = 12;

    private static final int LEFT = 36;
    private static final int FIRST_BAND = 20;
    private static final int BELOW_BAND = 18;
    private static final int ABOVE_BAND = 24;

    private final Metrics metrics;
    private final List<Placed> placed = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private int deepest;

    /** How wide things are; heights never change, so that a row stays where it is when a drawer opens. */
    record Metrics(int cardWidth, int columnGap) {

        static final Metrics WIDE = new Metrics(232, 56);
        static final Metrics BESIDE_DRAWER = new Metrics(206, 32);
    }

    /** A card at its place; level counts from 1. */
    record Placed(Card card, int x, int y, int level) {}

    /** A line from an owner to what it owns; from the channel if there is no owner. */
    record Edge(Optional<Placed> from, Placed to, Kind kind) {

        enum Kind {
            OWNER,
            SECOND_OWNER
        }
    }

    /** A wave: the middle of its buoy and the cards in it, from above to below. */
    record PlacedBand(Band band, int y, List<Placed> cards) {}

    record Picture(int width, int height, List<PlacedBand> bands, List<Edge> edges, Metrics metrics) {

        List<Placed> cards() {
            return bands.stream().flatMap(band -> band.cards().stream()).toList();
        }
    }

    private Layout(Metrics metrics) {
        this.metrics = metrics;
    }

    static Picture of(List<Band> bands, Metrics metrics) {
        return new Layout(metrics).picture(bands);
    }

    private Picture picture(List<Band> bands) {
        List<PlacedBand> placedBands = new ArrayList<>();
        int buoy = FIRST_BAND;
        int bottom = FIRST_BAND;
        for (Band band : bands) {
            int from = placed.size();
            int y = buoy + BELOW_BAND;
            for (Card card : band.cards()) {
                y = place(card, Optional.empty(), 1, y);
            }
            placedBands.add(new PlacedBand(band, buoy, List.copyOf(placed.subList(from, placed.size()))));
            bottom = y - ROW_GAP;
            buoy = bottom + ABOVE_BAND;
        }
        secondOwners();
        int width = LEFT + deepest * metrics.cardWidth() + Math.max(0, deepest - 1) * metrics.columnGap() + 2;
        return new Picture(width, bottom + 2, placedBands, edges, metrics);
    }

    /** Returns where the next row begins. */
    private int place(Card card, Optional<Placed> owner, int level, int y) {
        int x = LEFT + (level - 1) * (metrics.cardWidth() + metrics.columnGap());
        Placed here = new Placed(card, x, y, level);
        placed.add(here);
        edges.add(new Edge(owner, here, Edge.Kind.OWNER));
        deepest = Math.max(deepest, level);
        int next = y;
        for (Card child : card.below()) {
            next = place(child, Optional.of(here), level + 1, next);
        }
        return Math.max(next, y + CARD_HEIGHT + ROW_GAP);
    }

    private void secondOwners() {
        Map<String, Placed> byId = new HashMap<>();
        placed.forEach(each -> byId.put(each.card().id(), each));
        for (Placed each : placed) {
            if (each.card() instanceof Card.Single single) {
                single.node().parents().stream()
                        .skip(1)
                        .map(parent -> byId.get(parent.toString()))
                        .filter(parent -> parent != null)
                        .forEach(parent -> edges.add(new Edge(Optional.of(parent), each, Edge.Kind.SECOND_OWNER)));
            }
        }
    }
}
