package dev.fairway.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourcesAndClustersTest {

    @Test
    void aRepositoryThatCannotBeReachedIsTheCause() {
        Diagnosis diagnosis = Scene.error(
                        "RepositoryUnreachable", "The repository http://git.example/shop.git refuses the connection.")
                .diagnosis();
        assertThat(diagnosis.cause()).isEqualTo(Cause.SOURCE_OR_RENDER);
        assertThat(diagnosis.sentence())
                .isEqualTo("The source could not be read: The repository http://git.example/shop.git refuses the"
                        + " connection. Nothing was changed.");
        assertThat(diagnosis.remedy()).isEqualTo(Remedy.MAY_PASS);
        assertThat(diagnosis.resource()).isEmpty();
    }

    @Test
    void aChartThatDoesNotRenderNeedsACommit() {
        Diagnosis diagnosis = Scene.error(
                        "RenderFailed", "helm: templates/web.yaml:12: nil pointer evaluating .Values.image")
                .diagnosis();
        assertThat(diagnosis.sentence())
                .isEqualTo("What Git holds could not be rendered: helm: templates/web.yaml:12: nil pointer evaluating"
                        + " .Values.image. Nothing was changed.");
        assertThat(diagnosis.isDeterministic()).isTrue();
    }

    @Test
    void aClusterThatGivesNoAnswerIsTheCause() {
        assertThat(Scene.error("UNREACHABLE", "The cluster at api.prod.example refuses the connection.")
                        .told())
                .isEqualTo(
                        "cluster-unreachable: The cluster could not be asked: The cluster at api.prod.example refuses"
                                + " the connection. Nothing was changed.");
    }

    @Test
    void aSyncThatWaitsForItsClusterSaysSo() {
        assertThat(Scene.held("The cluster at api.prod.example did not answer in time.")
                        .told())
                .startsWith("cluster-unreachable: The sync waits for its cluster: The cluster at api.prod.example");
    }

    @Test
    void aClusterThatGoesAwayInTheMiddleIsToldAtTheObject() {
        assertThat(Scene.refused("The cluster at api.prod.example broke the connection off.")
                        .told())
                .startsWith("cluster-unreachable: Deployment/web could not be applied in wave 2: The cluster at");
    }

    @Test
    void aClosedWindowIsNoFailureButTheReasonForTheWait() {
        assertThat(Scene.held("Closed by the deny window \"0 22 * * *\" for 8h (UTC)")
                        .told())
                .isEqualTo("sync-window: The sync waits: closed by the deny window \"0 22 * * *\" for 8h (UTC)."
                        + " 1 resource waits behind it.");
    }

    @Test
    void healingAgainAndAgainIsADriftLoop() {
        assertThat(Scene.healed(4).told())
                .isEqualTo(
                        "drift-loop: Deployment/web was healed 4 times in a row: something other than Git keeps changing"
                                + " it back.");
        assertThat(Scene.healed(1).diagnosed()).isEmpty();
    }

    @Test
    void aCodeThatIsNotKnownIsQuoted() {
        assertThat(Scene.error("SomethingNew", "The flux capacitor is empty.").told())
                .isEqualTo(
                        "not-classified: The sync failed: not classified, the first raw error is: The flux capacitor is"
                                + " empty. Nothing was changed.");
    }
}
