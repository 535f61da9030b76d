package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.diagnosis.Cause;
import dev.fairway.ledger.Ledger;
import dev.fairway.resource.ApplicationName;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that can go wrong, made to go wrong at once: each page says exactly what it is, and none says another thing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ProductLane
class FaultSuiteTest {

    private final FaultLab lab = new FaultLab(Fairway.running());

    @BeforeAll
    void everythingGoesWrong() {
        scenarios().forEach(scenario -> scenario.begin().accept(lab));
    }

    static List<FaultScenario> scenarios() {
        return FaultScenarios.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    @Order(1)
    void thePageSaysWhatItIs(FaultScenario scenario) {
        eventually(() -> isTold(scenario));
    }

    @Test
    @Order(2)
    void whatWasSaidIsSaidFromThenOn() {
        scenarios().forEach(this::isTold);
    }

    /** It was good, and nothing was synced since: it is a matter of the last deployment's operation. */
    @Test
    @Order(3)
    void whatDegradesLaterIsAnIncidentOfTheLastDeployment() {
        eventually(() -> assertThat(lab.told("f-incident").page())
                .contains("Degraded")
                .contains("is not ready any more")
                .doesNotContain("Everything is applied and healthy"));
        ApplicationName name = new ApplicationName("argocd", "f-incident");
        Ledger ledger = lab.fairway().part(Ledger.class);
        assertThat(ledger.deployments(name, 5)).singleElement().satisfies(last -> assertThat(last.operation())
                .contains(ledger.operations(name, 1).getFirst().id()));
    }

    @Test
    @Order(4)
    void everyRuleHasAScenario() {
        assertThat(scenarios().stream().map(FaultScenario::cause))
                .containsAll(Arrays.stream(Cause.values())
                        .filter(cause -> cause != Cause.NOT_CLASSIFIED)
                        .toList());
    }

    private void isTold(FaultScenario scenario) {
        FaultLab.Told told = lab.told(scenario.application());
        assertThat(told.rule() + ": " + told.sentence())
                .matches(scenario.cause().code() + ": " + scenario.whole().pattern());
        assertThat(told.page()).contains(scenario.shown());
    }
}
