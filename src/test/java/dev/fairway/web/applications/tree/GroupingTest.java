package dev.fairway.web.applications.tree;

import static dev.fairway.web.applications.tree.Objects.managed;
import static dev.fairway.web.applications.tree.Objects.object;
import static dev.fairway.web.applications.tree.Objects.pods;
import static dev.fairway.web.applications.tree.Objects.replicaSet;
import static dev.fairway.web.applications.tree.Objects.together;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.health.HealthStatus;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupingTest {

    @Test
    void healthyPodsOfAControllerShareACardAndTheFiveWorstStandOut() {
        Branch owner = replicaSet(
                "web-1", 1, "12/20", together(pods(12, HealthStatus.HEALTHY), pods(8, HealthStatus.DEGRADED)));

        List<Card> cards = only(Set.of(), owner).below();

        assertThat(cards).hasSize(6);
        assertThat(cards.subList(0, 5)).allMatch(card -> card.relevance() == Relevance.FAILING);
        assertThat(cards.getLast()).isInstanceOfSatisfying(Card.Pods.class, rest -> assertThat(rest.pods())
                .hasSize(15));
    }

    @Test
    void oldRevisionsFoldButTheNewestStaysEvenWhenItIsScaledToNothing() {
        Branch deployment = managed(
                0,
                "Deployment",
                "web",
                HealthStatus.HEALTHY,
                replicaSet("web-3", 3, "0/0"),
                replicaSet("web-2", 2, "0/0"),
                replicaSet("web-1", 1, "0/0"));

        List<Card> cards = only(Set.of(), deployment).below();

        assertThat(cards).hasSize(2);
        assertThat(cards.getFirst().id()).endsWith("web-3");
        assertThat(cards.getLast()).isInstanceOfSatisfying(Card.Fold.class, fold -> assertThat(fold.text())
                .isEqualTo("2 older revisions"));
    }

    @Test
    void moreThanThreeConfigMapsFoldAndAnOpenedGroupShowsEach() {
        Branch[] maps = new Branch[4];
        for (int at = 0; at < maps.length; at++) {
            maps[at] = managed(0, "ConfigMap", "settings-" + at, HealthStatus.HEALTHY);
        }

        Band folded =
                new Grouping(group -> false).bands(new Forest(List.of(maps))).getFirst();
        assertThat(folded.cards()).singleElement().isInstanceOf(Card.Fold.class);

        String id = folded.cards().getFirst().id();
        assertThat(new Grouping(Set.of(id)::contains)
                        .bands(new Forest(List.of(maps)))
                        .getFirst()
                        .cards())
                .hasSize(4);
    }

    @Test
    void whatStandsOutIsNeverPutInAGroup() {
        Branch role = managed(0, "Role", "reader", HealthStatus.HEALTHY);
        Branch binding = managed(0, "RoleBinding", "reader", HealthStatus.HEALTHY);
        Branch account = managed(0, "ServiceAccount", "web", HealthStatus.HEALTHY);
        Branch missing = managed(0, "ClusterRole", "nodes", HealthStatus.MISSING);

        List<Card> cards = new Grouping(group -> false)
                .bands(new Forest(List.of(role, binding, account, missing)))
                .getFirst()
                .cards();

        assertThat(cards).hasSize(2);
        assertThat(cards.getFirst().id()).endsWith("nodes");
        assertThat(cards.getLast().objects()).isEqualTo(3);
    }

    @Test
    void aFilterKeepsTheWayToAMatchAndDimsIt() {
        Branch deployment = managed(
                0,
                "Deployment",
                "web",
                HealthStatus.HEALTHY,
                replicaSet("web-1", 1, "1/1", object("Pod", "web-1-abc", HealthStatus.HEALTHY)));
        Filter filter = new Filter("web-1-ABC", Set.of(), Set.of(), Set.of());

        Branch kept = new Forest(List.of(deployment)).narrowed(filter).roots().getFirst();

        assertThat(kept.dimmed()).isTrue();
        assertThat(kept.below().getFirst().dimmed()).isTrue();
        assertThat(kept.below().getFirst().below().getFirst().dimmed()).isFalse();
    }

    private static Card only(Set<String> opened, Branch root) {
        return new Grouping(opened::contains)
                .bands(new Forest(List.of(root)))
                .getFirst()
                .cards()
                .getFirst();
    }
}
