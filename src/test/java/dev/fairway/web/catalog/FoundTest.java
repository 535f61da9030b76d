package dev.fairway.web.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FoundTest {

    private final Picture picture = Sample.picture(
            Sample.app("payments-api").failed(8841, "exits 1").entry(),
            Sample.app("payments-worker").entry(),
            Sample.app("search")
                    .team("search")
                    .cluster("prod-us")
                    .degraded("OOMKilled")
                    .entry(),
            Sample.app("catalog")
                    .team("catalog")
                    .image("registry.example/catalog:1.4")
                    .entry());

    @Test
    void everythingIsFoundMostUrgentFirst() {
        assertThat(names(picture.find(Selection.EVERYTHING, Order.URGENCY)))
                .containsExactly("payments-api", "search", "catalog", "payments-worker");
    }

    @Test
    void valuesOfOneFacetAreAlternativesAndFacetsNarrowTogether() {
        assertThat(names(found(Map.of(Facet.TEAM, Set.of("payments", "search")))))
                .containsExactly("payments-api", "search", "payments-worker");
        assertThat(names(found(Map.of(Facet.TEAM, Set.of("payments", "search"), Facet.CLUSTER, Set.of("prod-us")))))
                .containsExactly("search");
    }

    @Test
    void aCountSaysWhatTickingTheValueWouldFind() {
        Found found = found(Map.of(Facet.TEAM, Set.of("payments"), Facet.CLUSTER, Set.of("prod-eu")));
        assertThat(found.count(Facet.TEAM, "payments")).isEqualTo(2);
        assertThat(found.count(Facet.TEAM, "catalog")).isEqualTo(1);
        assertThat(found.count(Facet.TEAM, "search"))
                .as("is in another cluster")
                .isZero();
        assertThat(found.count(Facet.STATE, "Failed")).isEqualTo(1);
        assertThat(found.count(Facet.STATE, "Degraded")).isZero();
        assertThat(found.all()).isEqualTo(4);
    }

    @Test
    void textFindsNamesImagesRepositoriesAndBeginningsOfRevisionsInAnyCase() {
        assertThat(names(text("PAY"))).containsExactly("payments-api", "payments-worker");
        assertThat(names(text("catalog:1.4"))).containsExactly("catalog");
        assertThat(names(text("git.example/SHOP"))).hasSize(4);
        assertThat(names(text("9f3c1a"))).hasSize(4);
        assertThat(names(text("nothing like it"))).isEmpty();
    }

    @Test
    void tickingAValueTwiceTakesTheFilterAway() {
        Selection once = Selection.EVERYTHING.toggled(Facet.TEAM, "search");
        assertThat(once.has(Facet.TEAM, "search")).isTrue();
        assertThat(once.toggled(Facet.TEAM, "search")).isEqualTo(Selection.EVERYTHING);
    }

    private Found found(Map<Facet, Set<String>> values) {
        return picture.find(new Selection(values, ""), Order.URGENCY);
    }

    private Found text(String text) {
        return picture.find(new Selection(Map.of(), text), Order.URGENCY);
    }

    private static java.util.List<String> names(Found found) {
        return found.entries().stream().map(entry -> entry.name().name()).toList();
    }
}
