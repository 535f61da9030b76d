package dev.fairway.web.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.ApplicationName;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void anExpressionStandsBetweenSlashesAndIsMatchedInAnyCase() {
        assertThat(names(text("/^PAYMENTS-(api|web)$/"))).containsExactly("payments-api");
        assertThat(names(text("/catalog:1\\.\\d/"))).containsExactly("catalog");
        assertThat(names(text("/a"))).as("one slash is part of an address").isEmpty();
        assertThat(text("/^pay/").counts().get(Facet.TEAM)).isEqualTo(Map.of("payments", 2));
    }

    @Test
    void anExpressionThatCannotBeReadFindsNothingAndSaysWhy() {
        assertThat(names(text("/pay(/"))).isEmpty();
        assertThat(new Selection(Map.of(), "/pay(/").textProblem()).contains("/pay(/", "cannot be read", "RE2");
        assertThat(new Selection(Map.of(), "/(pay)\\1/").textProblem())
                .as("what would need looking back")
                .contains("cannot be read");
        assertThat(new Selection(Map.of(), "/pay.*/").textProblem()).isEmpty();
    }

    /** Each would keep a backtracking matcher busy for longer than anybody waits, or need more memory than there is. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/((a{1000}){1000}){1000}/", "/(((a{99}){99}){99}){99}/", "/a{0,99999}/", "/(x+x+)+y{1001}/"})
    void anExpressionThatGrowsWithoutBoundIsRefused(String typed) {
        assertThat(new Selection(Map.of(), typed).textProblem()).isNotEmpty();
        assertThat(names(text(typed))).isEmpty();
    }

    @Test
    void anExpressionTakesTimeInProportionToTheText() {
        Picture endless = Sample.picture(Sample.app("x".repeat(200)).entry());
        assertThat(endless.find(new Selection(Map.of(), "/^(x+x+)+y$/"), Order.URGENCY)
                        .entries())
                .as("a backtracking matcher would never end")
                .isEmpty();
    }

    @Test
    void whatIsStarredIsFoundAloneAndCountedInFacets() {
        Picture starring = picture.with(
                () -> Set.of(new ApplicationName("argocd", "search"), new ApplicationName("argocd", "gone")));
        Found starred = starring.find(Selection.EVERYTHING.otherwiseStarred(), Order.URGENCY);
        assertThat(names(starred)).containsExactly("search");
        assertThat(starred.counts().get(Facet.TEAM)).isEqualTo(Map.of("search", 1));
        assertThat(starring.starred()).as("what is gone does not count").hasSize(1);
        assertThat(ListAddress.parse("starred=true").query()).isEqualTo("starred=true");
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
