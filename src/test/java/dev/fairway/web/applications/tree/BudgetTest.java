package dev.fairway.web.applications.tree;

import static dev.fairway.web.applications.tree.Objects.managed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.health.HealthStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BudgetTest {

    /** Each deployment owns a replica set, and that six objects nobody groups. */
    private static Forest large() {
        List<Branch> roots = new ArrayList<>();
        for (int at = 0; at < 1750; at++) {
            Branch[] leaves = new Branch[6];
            for (int leaf = 0; leaf < leaves.length; leaf++) {
                boolean failing = at == 1700 && leaf == 3;
                leaves[leaf] = Objects.object(
                        "Widget", "w-" + at + "-" + leaf, failing ? HealthStatus.DEGRADED : HealthStatus.HEALTHY);
            }
            roots.add(managed(
                    at % 3,
                    "Deployment",
                    "d-%04d".formatted(at),
                    HealthStatus.HEALTHY,
                    Objects.replicaSet("d-%04d-1".formatted(at), 1, "1/1", leaves)));
        }
        return new Forest(roots);
    }

    private static List<Card> drawn(List<Band> bands) {
        List<Card> cards = new ArrayList<>();
        bands.forEach(band -> band.cards().forEach(card -> add(card, cards)));
        return cards;
    }

    private static void add(Card card, List<Card> cards) {
        cards.add(card);
        card.below().forEach(below -> add(below, cards));
    }

    @Test
    void fourteenThousandObjectsAreDrawnAsTwoHundredWithTheFailingOneAmongThem() {
        Forest forest = large();
        assertThat(forest.size()).isEqualTo(14_000);

        List<Card> cards = drawn(Budget.of(Set.of()).spend(new Grouping(group -> false).bands(forest)));

        assertThat(cards.stream().filter(Card.Single.class::isInstance).count())
                .isPositive()
                .isLessThanOrEqualTo(Budget.USUAL);
        assertThat(cards).anyMatch(card -> card.id().endsWith("w-1700-3"));
        assertThat(cards).anyMatch(card -> card.id().endsWith("d-1700"));
    }

    @Test
    void whatIsDrawnAndWhatIsNamedAsHiddenIsEverything() {
        List<Card> cards = drawn(Budget.of(Set.of()).spend(new Grouping(group -> false).bands(large())));

        int hidden = cards.stream()
                .filter(Card.Hidden.class::isInstance)
                .mapToInt(Card::objects)
                .sum();
        long shown = cards.stream().filter(Card.Single.class::isInstance).count();
        assertThat(hidden + shown).isEqualTo(14_000);
    }

    @Test
    void noParentTakesEverything() {
        List<Band> bands = Budget.of(Set.of()).spend(new Grouping(group -> false).bands(large()));

        assertThat(bands).allSatisfy(band -> assertThat(band.cards()).hasSizeLessThan(100));
    }

    @Test
    void anOpenedGroupIsShownUpToTheHighestBudget() {
        List<Band> bands = Budget.of(Set.of("more:wave:sync:1")).spend(new Grouping(group -> false).bands(large()));

        assertThat(bands.get(1).cards()).hasSizeGreaterThan(500);
        assertThat(drawn(bands).stream().filter(Card.Single.class::isInstance).count())
                .isLessThanOrEqualTo(Budget.HIGHEST);
    }

    @Test
    void aSmallTreeIsDrawnWhole() {
        List<Band> bands = new Grouping(group -> false)
                .bands(new Forest(List.of(managed(0, "Service", "web", HealthStatus.HEALTHY))));

        assertThat(Budget.of(Set.of()).spend(bands)).isSameAs(bands);
    }
}
