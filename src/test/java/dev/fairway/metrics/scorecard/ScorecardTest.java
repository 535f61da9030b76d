package dev.fairway.metrics.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.ApplicationName;
import dev.fairway.resource.GroupKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScorecardTest {

    private static final String SECRET = "/Secret";
    private static final String DEPLOYMENT = "apps/Deployment";
    private static final String ROLLOUT = "argoproj.io/Rollout";

    @ParameterizedTest
    @EnumSource(
            value = Practice.class,
            names = {"GOLDEN_PATH", "PREVIEWS", "POLICY"})
    void whatNothingTellsOfYetIsNotConnectedAndNeverZero(Practice practice) {
        assertThat(cell(practice, app("a"))).isInstanceOf(Cell.NotConnected.class);
    }

    @Test
    void whatATeamHasNoneOfIsNotCounted() {
        assertThat(cell(Practice.SECRETS_EXTERNAL, app("a", DEPLOYMENT))).isInstanceOf(Cell.Nothing.class);
        assertThat(cell(Practice.AUTOMATED_PRODUCTION, staging("a"))).isInstanceOf(Cell.Nothing.class);
        assertThat(cell(Practice.PROGRESSIVE_DELIVERY, staging("a"), app("b", "/ConfigMap")))
                .isInstanceOf(Cell.Nothing.class);
        assertThat(cell(Practice.WITHOUT_WAITING, app("a"))).isInstanceOf(Cell.Nothing.class);
    }

    @Test
    void anApplicationWithASecretInGitIsOpenEvenIfOthersAreExternal() {
        Cell.Counted cell = counted(
                Practice.SECRETS_EXTERNAL,
                app("both", SECRET, "external-secrets.io/ExternalSecret"),
                app("external", "external-secrets.io/ExternalSecret"),
                app("none", DEPLOYMENT),
                app("sealed", "bitnami.com/SealedSecret"));

        assertThat(names(cell.met())).containsExactly("external", "sealed");
        assertThat(names(cell.open())).containsExactly("both");
        assertThat(cell.of()).isEqualTo(3);
        assertThat(cell.next()).contains("ExternalSecret");
    }

    @Test
    void whoseObjectsWereNotSeenIsNotSaidToHaveNone() {
        AppFacts unseen =
                new AppFacts(new ApplicationName("argocd", "a"), "shop", true, true, true, true, false, Set.of());

        assertThat(cell(Practice.PROGRESSIVE_DELIVERY, unseen)).isInstanceOf(Cell.Nothing.class);
        assertThat(cell(Practice.SECRETS_EXTERNAL, unseen)).isInstanceOf(Cell.Nothing.class);
    }

    @Test
    void onlyProductionIsAskedForStepsAndAutomation() {
        Cell.Counted steps =
                counted(Practice.PROGRESSIVE_DELIVERY, app("rolled", ROLLOUT), app("plain", DEPLOYMENT), staging("x"));
        assertThat(names(steps.met())).containsExactly("rolled");
        assertThat(names(steps.open())).containsExactly("plain");
        assertThat(steps.open().getFirst().why()).isEqualTo("Deployment: a new version serves everybody at once");

        assertThat(names(counted(Practice.AUTOMATED_PRODUCTION, app("a"), staging("x"))
                        .met()))
                .containsExactly("a");
    }

    @Test
    void pruneAndSelfHealCountOnlyTogetherAndOnlyWhenAutomationIsOn() {
        Cell.Counted cell = counted(
                Practice.PRUNE_AND_SELF_HEAL,
                synced("all", true, true, true),
                synced("heals", true, false, true),
                synced("off", false, true, true),
                synced("prunes", true, true, false));

        assertThat(names(cell.met())).containsExactly("all");
        assertThat(cell.open())
                .extracting(row -> row.application().name() + ": " + row.why())
                .containsExactly("heals: prune is off", "off: automation is off", "prunes: self-heal is off");
    }

    @Test
    void aDeploymentThatSomebodyBeganHadToWaitForThem() {
        Scorecard scorecard = Scorecard.of(
                List.of(),
                List.of(
                        deployment(1, true, "automation"),
                        deployment(2, false, "ada"),
                        deployment(3, true, "automation")));
        Cell.Counted cell = (Cell.Counted) scorecard.teams().getFirst().cells().get(Practice.WITHOUT_WAITING);

        assertThat(cell.met()).extracting(Cell.Row::deployment).containsExactly(3L, 1L);
        assertThat(cell.open()).extracting(Cell.Row::why).containsExactly("begun by ada");
    }

    @Test
    void teamsStandByNameWhateverTheyDo() {
        Scorecard scorecard = Scorecard.of(
                List.of(
                        new AppFacts(
                                new ApplicationName("argocd", "z"), "zeta", true, true, true, true, true, Set.of()),
                        new AppFacts(
                                new ApplicationName("argocd", "a"),
                                "alpha",
                                true,
                                false,
                                false,
                                false,
                                true,
                                Set.of())),
                List.of());

        assertThat(scorecard.teams()).extracting(Scorecard.Team::name).containsExactly("alpha", "zeta");
    }

    private static Cell cell(Practice practice, AppFacts... applications) {
        return Scorecard.of(List.of(applications), List.of())
                .teams()
                .getFirst()
                .cells()
                .get(practice);
    }

    private static Cell.Counted counted(Practice practice, AppFacts... applications) {
        return (Cell.Counted) cell(practice, applications);
    }

    private static List<String> names(List<Cell.Row> rows) {
        return rows.stream().map(row -> row.application().name()).toList();
    }

    private static AppFacts app(String name, String... kinds) {
        return app(name, true, true, true, true, kinds);
    }

    private static AppFacts staging(String name) {
        return app(name, false, true, true, true, DEPLOYMENT);
    }

    private static AppFacts synced(String name, boolean automated, boolean prune, boolean selfHeal) {
        return app(name, true, automated, prune, selfHeal);
    }

    private static AppFacts app(
            String name, boolean production, boolean automated, boolean prune, boolean selfHeal, String... kinds) {
        return new AppFacts(
                new ApplicationName("argocd", name),
                "shop",
                production,
                automated,
                prune,
                selfHeal,
                true,
                Arrays.stream(kinds)
                        .map(kind -> new GroupKind(
                                kind.substring(0, kind.indexOf('/')), kind.substring(kind.indexOf('/') + 1)))
                        .collect(Collectors.toSet()));
    }

    private static DeploymentFacts deployment(long id, boolean automatic, String by) {
        return new DeploymentFacts(
                id,
                new ApplicationName("argocd", "a"),
                "shop",
                automatic,
                by,
                Instant.parse("2026-11-20T00:00:00Z").plusSeconds(id));
    }
}
