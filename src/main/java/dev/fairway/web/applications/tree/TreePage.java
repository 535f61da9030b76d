package dev.fairway.web.applications.tree;

import dev.fairway.health.HealthStatus;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.resource.ApplicationName;
import dev.fairway.web.applications.AppLink;
import dev.fairway.web.applications.tree.Layout.Edge;
import dev.fairway.web.applications.tree.Layout.Picture;
import dev.fairway.web.applications.tree.Layout.Placed;
import dev.fairway.web.applications.tree.Layout.PlacedBand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tree as it is shown, as a picture and as rows.
 *
 * @param lines from the channel and between cards
 * @param count how much of it is drawn
 * @param shown cards that stand for one object each
 */
record TreePage(int width, int height, List<Line> lines, List<WaveView> waves, String count, int shown) {

    record Line(String cssClass, String path) {}

    /** A wave: its place on the channel, what is said of it, and its cards. */
    record WaveView(String name, String text, String stage, int y, List<CardView> cards) {}

    private static final int MIDDLE = Layout.CARD_HEIGHT / 2;
    private static final int BUOY = 9;
    private static final int BEND = 5;

    static TreePage of(
            ApplicationName application,
            Picture picture,
            Optional<OperationState> operation,
            TreeAddress address,
            int total,
            Instant now) {
        CardView.Links links = links(application, address);
        Map<Card, Placed> owners = new IdentityHashMap<>();
        List<Line> lines = new ArrayList<>();
        List<WaveState> states =
                picture.bands().stream().map(band -> state(band, operation)).toList();
        channel(picture.bands(), states, lines);
        for (Edge edge : picture.edges()) {
            edge.from()
                    .filter(from -> edge.kind() == Edge.Kind.OWNER)
                    .ifPresent(from -> owners.put(edge.to().card(), from));
        }
        edges(picture, lines);
        List<WaveView> waves = new ArrayList<>();
        for (int at = 0; at < picture.bands().size(); at++) {
            PlacedBand band = picture.bands().get(at);
            waves.add(new WaveView(
                    band.band().title(),
                    states.get(at).text(),
                    states.get(at).stage().name(),
                    band.y(),
                    band.cards().stream()
                            .map(placed -> CardView.of(
                                    placed,
                                    Optional.ofNullable(owners.get(placed.card())),
                                    picture.metrics(),
                                    links,
                                    address.focus(),
                                    now))
                            .toList()));
        }
        int shown = (int) picture.cards().stream()
                .filter(placed -> placed.card() instanceof Card.Single)
                .count();
        return new TreePage(picture.width(), picture.height(), lines, waves, count(picture, shown, total), shown);
    }

    private static String count(Picture picture, int shown, int total) {
        boolean hidden = picture.cards().stream().anyMatch(placed -> placed.card() instanceof Card.Hidden);
        int cards = picture.cards().size();
        return hidden ? "%,d of %,d shown".formatted(shown, total) : cards == 1 ? "1 card" : cards + " cards";
    }

    private static WaveState state(PlacedBand band, Optional<OperationState> operation) {
        List<Node> managed = new ArrayList<>();
        for (Card card : band.band().cards()) {
            switch (card) {
                case Card.Single single -> managed.add(single.node());
                case Card.Fold fold -> managed.addAll(fold.folded());
                case Card.Pods pods -> managed.addAll(pods.pods());
                case Card.Hidden hidden -> {}
            }
        }
        return band.band()
                .place()
                .map(place -> WaveState.of(place, managed, operation))
                .orElse(new WaveState(
                        WaveState.Stage.PASSED, managed.size() == 1 ? "1 object" : managed.size() + " objects"));
    }

    /** The upright of the picture: solid as far as the revision has come. */
    private static void channel(List<PlacedBand> bands, List<WaveState> states, List<Line> lines) {
        for (int at = 0; at < bands.size(); at++) {
            PlacedBand band = bands.get(at);
            int end = at + 1 < bands.size()
                    ? bands.get(at + 1).y() - BUOY
                    : band.cards().stream()
                                    .filter(placed -> placed.level() == 1)
                                    .mapToInt(Placed::y)
                                    .max()
                                    .orElse(band.y())
                            + MIDDLE;
            boolean passed = states.get(at).stage() == WaveState.Stage.PASSED;
            lines.add(new Line(
                    passed ? "fair" : "fair fair-n", "M%d %dV%d".formatted(Layout.CHANNEL, band.y() + BUOY, end)));
        }
    }

    private static void edges(Picture picture, List<Line> lines) {
        List<Line> alarming = new ArrayList<>();
        for (Edge edge : picture.edges()) {
            int y = edge.to().y() + MIDDLE;
            String path;
            if (edge.from().isEmpty()) {
                path = "M%d %dH%d".formatted(Layout.CHANNEL, y, edge.to().x());
            } else {
                Placed from = edge.from().get();
                int x = from.x() + picture.metrics().cardWidth();
                int start = from.y() + MIDDLE;
                int turn = x + (picture.metrics().columnGap() / 2);
                path = start == y
                        ? "M%d %dH%d".formatted(x, y, edge.to().x())
                        : "M%d %dH%dq%d 0 %d %dV%dq0 %d %d %dH%d"
                                .formatted(
                                        x,
                                        start,
                                        turn - BEND,
                                        BEND,
                                        BEND,
                                        sign(start, y),
                                        y - sign(start, y),
                                        sign(start, y),
                                        BEND,
                                        sign(start, y),
                                        edge.to().x());
            }
            String look = look(edge);
            (look.equals("edge edge-bad") ? alarming : lines).add(new Line(look, path));
        }
        lines.addAll(alarming);
    }

    private static int sign(int start, int end) {
        return end < start ? -BEND : BEND;
    }

    private static String look(Edge edge) {
        if (edge.kind() == Edge.Kind.SECOND_OWNER) {
            return "edge edge-2";
        }
        return switch (edge.to().card().relevance()) {
            case FAILING ->
                edge.to().card() instanceof Card.Single single && single.node().health() == HealthStatus.MISSING
                        ? "edge edge-2"
                        : "edge edge-bad";
            default -> "edge";
        };
    }

    private static CardView.Links links(ApplicationName application, TreeAddress address) {
        return new CardView.Links() {
            @Override
            public String focus(Node node) {
                String id = node.key().toString();
                return address.focused(id).href() + "#" + id;
            }

            @Override
            public String page(Node node) {
                return AppLink.to(application, node.key());
            }

            @Override
            public String open(String group) {
                return address.expanded(group).href();
            }
        };
    }
}
