package dev.fairway.web.applications.tree;

import static dev.fairway.web.applications.tree.Objects.managed;
import static dev.fairway.web.applications.tree.Objects.object;
import static dev.fairway.web.applications.tree.Objects.replicaSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.health.HealthStatus;
import dev.fairway.web.applications.tree.Layout.Metrics;
import dev.fairway.web.applications.tree.Layout.Picture;
import dev.fairway.web.applications.tree.Layout.Placed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayoutTest {

    private static Picture drawn(List<Branch> roots) {
        return Layout.of(new Grouping(group -> true).bands(new Forest(roots)), Metrics.WIDE);
    }

    private static Placed card(Picture picture, String name) {
        return picture.cards().stream()
                .filter(placed -> placed.card().id().endsWith("/" + name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void columnsAreStepsOfOwnershipAndTheFirstChildLiesBesideItsOwner() {
        Picture picture = drawn(List.of(managed(
                0,
                "Deployment",
                "web",
                HealthStatus.HEALTHY,
                replicaSet(
                        "web-1",
                        1,
                        "2/2",
                        object("Pod", "a", HealthStatus.HEALTHY),
                        object("Pod", "b", HealthStatus.HEALTHY)))));

        assertThat(card(picture, "web-1").x()).isEqualTo(card(picture, "web").x() + 232 + 56);
        assertThat(card(picture, "a").y()).isEqualTo(card(picture, "web").y());
        assertThat(card(picture, "b").y()).isEqualTo(card(picture, "a").y() + 52);
    }

    @Test
    void wavesFollowEachOtherDownTheChannel() {
        Picture picture = drawn(List.of(
                managed(0, "ConfigMap", "settings", HealthStatus.HEALTHY),
                managed(2, "Deployment", "web", HealthStatus.HEALTHY)));

        assertThat(picture.bands()).extracting(band -> band.band().title()).containsExactly("Wave 0", "Wave 2");
        assertThat(picture.bands().get(1).y())
                .isGreaterThan(card(picture, "settings").y() + Layout.CARD_HEIGHT);
        assertThat(card(picture, "web").y())
                .isGreaterThan(picture.bands().get(1).y());
    }

    @Test
    void noTwoCardsLieOnEachOtherAndTheSameTreeIsDrawnAlike() {
        List<Branch> roots = new ArrayList<>();
        for (int at = 0; at < 40; at++) {
            roots.add(managed(
                    at % 4,
                    "Deployment",
                    "d" + at,
                    HealthStatus.HEALTHY,
                    object("Widget", "w" + at, HealthStatus.HEALTHY),
                    object(
                            "Widget",
                            "v" + at,
                            HealthStatus.HEALTHY,
                            object("Gadget", "g" + at, HealthStatus.HEALTHY))));
        }
        Picture picture = drawn(roots);

        Set<String> places = new HashSet<>();
        assertThat(picture.cards()).allMatch(placed -> places.add(placed.x() + "," + placed.y()));
        assertThat(picture.cards()).isEqualTo(drawn(roots).cards());
        assertThat(picture.cards()).allMatch(placed -> placed.y() + Layout.CARD_HEIGHT <= picture.height());
    }

    @Test
    void longNamesKeepTheEndThatTellsThemApart() {
        assertThat(Fit.name("payments-notification-dispatcher-canary", 150))
                .hasSizeLessThan(22)
                .contains("…")
                .endsWith("canary");
        assertThat(Fit.ownedName("payments-api-7c9f4d8b6-x2k4q", "payments-api-7c9f4d8b6", 150))
                .isEqualTo("…7c9f4d8b6-x2k4q");
        assertThat(Fit.name("web", 150)).isEqualTo("web");
    }
}
