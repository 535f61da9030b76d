package dev.fairway.web.applications.tree;

import dev.fairway.health.HealthStatus;
import dev.fairway.web.applications.tree.Layout.Metrics;
import dev.fairway.web.applications.tree.Layout.Placed;
import dev.fairway.web.view.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One card as it is drawn and as it is read out.
 *
 * @param id where addresses of the page point to
 * @param href what it opens
 * @param page the page of its object, without the tree; the same as href for a group
 * @param label everything the card says, for those who hear it
 * @param kind the upper line, cut to the card
 * @param name the lower line, cut to the card
 * @param fullName uncut
 * @param fact the short fact at the right
 * @param factIsAbove it stands in the upper line, so that the name has the whole lower one
 * @param marks one for each pod, when the card stands for pods
 */
record CardView(
        String id,
        String href,
        String page,
        String cssClass,
        boolean selected,
        String label,
        int x,
        int y,
        int width,
        int level,
        String kind,
        String name,
        String fullName,
        String namespace,
        String fact,
        boolean factIsAbove,
        Optional<Mark> health,
        Optional<Mark> sync,
        List<Dot> marks) {

    /** Whether it stands for one object, which has a page and actions. */
    public boolean isSingle() {
        return !page.equals(href);
    }

    /** A small mark at its place on the card. */
    record Dot(String mark, int x, int y) {}

    private static final int MOST_MARKS = 24;
    private static final int MARKS_IN_A_ROW = 6;
    private static final int TEXT = 32;
    private static final int PADDING = 10;

    /** What the page knows about addresses. */
    interface Links {

        String focus(Node node);

        String page(Node node);

        String open(String group);
    }

    static CardView of(Placed placed, Optional<Placed> owner, Metrics metrics, Links links, String focus, Instant now) {
        return switch (placed.card()) {
            case Card.Single single -> single(placed, single, owner, metrics, links, focus, now);
            case Card.Pods pods -> pods(placed, pods, metrics, links);
            case Card.Fold fold ->
                group(
                        placed,
                        fold.kind(),
                        fold.text(),
                        links.open(fold.id()),
                        metrics,
                        Optional.of(Mark.of(HealthStatus.HEALTHY)));
            case Card.Hidden hidden ->
                group(placed, "Not drawn", hidden.text(), links.open(hidden.id()), metrics, Optional.empty());
        };
    }

    private static CardView single(
            Placed placed,
            Card.Single card,
            Optional<Placed> owner,
            Metrics metrics,
            Links links,
            String focus,
            Instant now) {
        Node node = card.node();
        String fact = node.fact(now);
        Optional<Mark> sync = node.sync().mark();
        boolean above = sync.isEmpty();
        int room = metrics.cardWidth() - TEXT - PADDING - (above ? 0 : Fit.smallWidth(fact) + 8);
        String name = node.key().name();
        String shown = owner.filter(from -> from.card() instanceof Card.Single)
                .map(from -> Fit.ownedName(
                        name, ((Card.Single) from.card()).node().key().name(), room))
                .orElse(Fit.name(name, room));
        boolean selected = card.id().equals(focus);
        return new CardView(
                card.id(),
                links.focus(node),
                links.page(node),
                cssClass(node, card.dimmed(), selected),
                selected,
                label(node, fact),
                placed.x(),
                placed.y(),
                metrics.cardWidth(),
                placed.level(),
                node.kindText(),
                shown,
                name,
                node.key().namespace(),
                fact,
                above,
                Optional.of(node.mark()),
                sync,
                List.of());
    }

    private static String cssClass(Node node, boolean dimmed, boolean selected) {
        String look = node.health() == HealthStatus.DEGRADED
                ? "n-bad"
                : node.health() == HealthStatus.MISSING ? "n-wait" : "n";
        return look + (dimmed ? " n-dim" : "") + (selected ? " n-sel" : "");
    }

    private static String label(Node node, String fact) {
        String namespace = node.key().namespace().isEmpty()
                ? ""
                : ", namespace " + node.key().namespace();
        String sync = node.sync().mark().map(mark -> ", " + mark.text()).orElse("");
        String why = node.message().isEmpty() ? "" : ": " + node.message();
        return "%s %s%s, %s, %s%s%s"
                .formatted(
                        node.kindText(),
                        node.key().name(),
                        namespace,
                        fact,
                        node.mark().text(),
                        sync,
                        why);
    }

    private static CardView pods(Placed placed, Card.Pods card, Metrics metrics, Links links) {
        long ready = card.pods().stream()
                .filter(pod -> pod.mark().name().equals("healthy"))
                .count();
        int all = card.pods().size();
        String name = all > MOST_MARKS && ready < all
                ? "%d ready, %d not".formatted(ready, all - ready)
                : "%d of %d ready".formatted(ready, all);
        CardView frame = group(placed, "Pods", name, links.open(card.id()), metrics, Optional.empty());
        List<Dot> dots = new ArrayList<>();
        if (all <= MOST_MARKS) {
            int rows = (all + MARKS_IN_A_ROW - 1) / MARKS_IN_A_ROW;
            int step = rows > 2 ? 10 : 14;
            for (int at = 0; at < all; at++) {
                int column = at % MARKS_IN_A_ROW;
                int inRow = Math.min(MARKS_IN_A_ROW, all - at / MARKS_IN_A_ROW * MARKS_IN_A_ROW);
                dots.add(new Dot(
                        card.pods().get(at).mark().name(),
                        placed.x() + metrics.cardWidth() - PADDING - 12 - (inRow - 1 - column) * 14,
                        placed.y() + 16 - (rows - 1) * step / 2 + at / MARKS_IN_A_ROW * step));
            }
        }
        return new CardView(
                frame.id,
                frame.href,
                frame.page,
                "n",
                false,
                "Pods, " + name + ". Show each",
                frame.x,
                frame.y,
                frame.width,
                frame.level,
                frame.kind,
                frame.name,
                frame.fullName,
                "",
                "",
                true,
                Optional.empty(),
                Optional.empty(),
                dots);
    }

    private static CardView group(
            Placed placed, String kind, String text, String href, Metrics metrics, Optional<Mark> health) {
        return new CardView(
                placed.card().id(),
                href,
                href,
                "n-fold",
                false,
                kind + ", " + text + health.map(mark -> ", " + mark.text()).orElse("") + ". Show each",
                placed.x(),
                placed.y(),
                metrics.cardWidth(),
                placed.level(),
                kind,
                text,
                text,
                "",
                "",
                true,
                health,
                Optional.empty(),
                List.of());
    }
}
