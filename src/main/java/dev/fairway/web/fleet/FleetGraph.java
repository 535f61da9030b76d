package dev.fairway.web.fleet;

import dev.fairway.web.applications.AppLink;
import dev.fairway.web.catalog.Entry;
import dev.fairway.web.fleet.Family.Member;
import dev.fairway.web.query.Urgency;
import dev.fairway.web.view.UrgencyMark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Three levels of the family as a drawing: parents to the left of their children, in the middle of them. Whatever is left
 * out is counted on a card of its own.
 */
record FleetGraph(int width, int height, List<Card> cards, List<Edge> edges) {

    static final FleetGraph EMPTY = new FleetGraph(0, 0, List.of(), List.of());

    private static final int LEVELS = 3;
    private static final int MOST_CHILDREN = 24;
    private static final int CARD_WIDTH = 232;
    private static final int CARD_HEIGHT = 44;
    private static final int ACROSS = 56;
    private static final int DOWN = 12;
    private static final int MARGIN = 4;

    /**
     * One application, or many that are not drawn.
     *
     * @param mark empty for those that are not drawn
     */
    record Card(int x, int y, String cssClass, String mark, String name, String detail, String href) {}

    record Edge(String path, boolean bad) {}

    static FleetGraph of(Family family) {
        Layout layout = new Layout();
        family.roots().forEach(root -> layout.place(root, 0));
        int width = layout.deepest * (CARD_WIDTH + ACROSS) + CARD_WIDTH + 2 * MARGIN;
        return new FleetGraph(width, Math.max(0, layout.nextY - DOWN) + 2 * MARGIN, layout.cards, layout.edges);
    }

    private static final class Layout {

        private final List<Card> cards = new ArrayList<>();
        private final List<Edge> edges = new ArrayList<>();
        private int nextY = 0;
        private int deepest = 0;

        /** Children first, so that the parent finds the middle of them; returns the height at which it stands. */
        private int place(Member member, int level) {
            deepest = Math.max(deepest, level);
            if (member.children().isEmpty() || level == LEVELS - 1) {
                return card(member, level, takeRow());
            }
            List<Integer> heights = new ArrayList<>();
            List<Boolean> bad = new ArrayList<>();
            List<Member> drawn = member.children().stream()
                    .sorted(Comparator.comparing((Member child) -> worst(child))
                            .thenComparing(child -> child.entry().name().name()))
                    .limit(MOST_CHILDREN)
                    .toList();
            for (Member child : drawn) {
                heights.add(place(child, level + 1));
                bad.add(worst(child).compareTo(Urgency.DEGRADED) <= 0);
            }
            int hidden = member.children().size() - drawn.size();
            if (hidden > 0) {
                heights.add(rest(hidden, level + 1));
                bad.add(false);
            }
            int y = card(member, level, (heights.getFirst() + heights.getLast()) / 2);
            for (int index = 0; index < heights.size(); index++) {
                edges.add(edge(level, y, heights.get(index), bad.get(index)));
            }
            return y;
        }

        /** Bad ones are drawn over the others. */
        private List<Edge> inOrder() {
            return edges.stream().sorted(Comparator.comparing(Edge::bad)).toList();
        }

        private int takeRow() {
            int y = nextY;
            nextY += CARD_HEIGHT + DOWN;
            return y;
        }

        private int card(Member member, int level, int y) {
            Entry entry = member.entry();
            Urgency worst = worst(member);
            String own = entry.urgency().text();
            String detail = member.size() == 0
                    ? own
                    : "%s · worst of %d: %s"
                            .formatted(own, member.size(), worst.text().toLowerCase(Locale.ROOT));
            cards.add(new Card(
                    x(level),
                    y + MARGIN,
                    worst.compareTo(Urgency.DEGRADED) <= 0 ? "n-bad" : "",
                    UrgencyMark.of(entry.urgency()).name(),
                    shortened(entry.name().name()),
                    detail,
                    AppLink.to(entry.name())));
            return y;
        }

        private int rest(int hidden, int level) {
            deepest = Math.max(deepest, level);
            int y = takeRow();
            cards.add(new Card(x(level), y + MARGIN, "n-fold", "", hidden + " more", "shown in the tree", "/fleet"));
            return y;
        }

        private static Urgency worst(Member member) {
            Urgency own = member.entry().urgency();
            return member.worst()
                    .map(worst -> worst.entry().urgency())
                    .filter(below -> below.compareTo(own) < 0)
                    .orElse(own);
        }

        private static int x(int level) {
            return MARGIN + level * (CARD_WIDTH + ACROSS);
        }

        private static Edge edge(int level, int from, int to, boolean bad) {
            int x = x(level) + CARD_WIDTH;
            int middle = x + ACROSS / 2;
            int startY = from + CARD_HEIGHT / 2 + MARGIN;
            int endY = to + CARD_HEIGHT / 2 + MARGIN;
            return new Edge("M%d %dH%dV%dH%d".formatted(x, startY, middle, endY, x + ACROSS), bad);
        }

        /** Long names lose their middle: beginnings and endings tell applications apart. */
        private static String shortened(String name) {
            return name.length() <= 26 ? name : name.substring(0, 13) + "…" + name.substring(name.length() - 12);
        }
    }
}
