package dev.fairway.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.ledger.DeliveryFacts;
import dev.fairway.ledger.IncidentReport;
import dev.fairway.ledger.Testimony;
import dev.fairway.metrics.DeliveryMetrics;
import dev.fairway.metrics.Scope;
import dev.fairway.metrics.Stretch;
import dev.fairway.metrics.figures.Incident;
import dev.fairway.reconciliation.ApplicationFacts;
import dev.fairway.reconciliation.OperationAttemptEnded;
import dev.fairway.reconciliation.OperationState;
import dev.fairway.reconciliation.SyncVerdictReached;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What people and alerting systems told, as figures read it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToldTest {

    private static final Instant AT = Instant.parse("2026-11-12T02:00:00Z");
    private static final Actor ANN = Actor.person("ann");

    private final RecordLab lab = new RecordLab();
    private final Testimony testimony = lab.part(Testimony.class);
    private Instant from = AT;

    @BeforeEach
    void later() {
        // Each test looks at a time of its own.
        from = AT.plus(Duration.ofDays(lab.jdbc()
                .sql("select count(*) from incident_reports")
                .query(Integer.class)
                .single()));
    }

    @AfterAll
    void close() {
        lab.close();
    }

    @Test
    void reportsThatComeTwiceLateOrInTheWrongOrderAreOneIncident() {
        IncidentReport firing = report("alertmanager", "f1@1", from, Optional.empty());
        IncidentReport resolved = report("alertmanager", "f1@1", from, Optional.of(from.plusSeconds(1800)));
        testimony.report(resolved, Actor.token("alertmanager"));
        testimony.report(firing, Actor.token("alertmanager"));
        testimony.report(firing, Actor.token("alertmanager"));
        testimony.report(resolved, Actor.token("alertmanager"));

        assertThat(incidents()).singleElement().satisfies(told -> {
            assertThat(told.incident()).isEqualTo("alertmanager:f1@1");
            assertThat(told.startedAt()).isEqualTo(from);
            assertThat(told.resolvedAt()).contains(from.plusSeconds(1800));
        });
        assertThat(lab.jdbc()
                        .sql("select count(*) from audit_entries where target = 'incident:alertmanager:f1@1'")
                        .query(Long.class)
                        .single())
                .as("what changed nothing leaves no entry")
                .isEqualTo(2);
    }

    @Test
    void whatWasToldOverTheApiBeforeIsReadAsItsOwnAndNoHashChanges() {
        testimony.report(report("generic", "INC-7", from, Optional.empty()), ANN);
        testimony.link("api:INC-7", "12", true, "saw it", ANN, from);
        lab.inTransaction(() -> lab.jdbc().sql("""
                        insert into incident_links (incident, deployment, linked, reason, actor_kind, actor_name, said_at)
                        values ('generic:INC-7', '13', true, 'as it was written before', 'PERSON', 'ann', now())""").update());
        testimony.report(report("generic", "INC-7", from.plusSeconds(60), Optional.empty()), Actor.token("generic"));
        testimony.report(report("api", "INC-7", from, Optional.of(from.plusSeconds(600))), ANN);

        assertThat(incidents())
                .extracting(DeliveryFacts.Told::incident)
                .containsExactlyInAnyOrder("api:INC-7", "generic:INC-7");
        assertThat(incidents())
                .filteredOn(told -> told.incident().equals("api:INC-7"))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.resolvedAt())
                            .as("it ends under the name it has now")
                            .contains(from.plusSeconds(600));
                    assertThat(told.linked()).contains("12");
                });
        assertThat(incidents())
                .filteredOn(told -> told.incident().equals("generic:INC-7"))
                .singleElement()
                .satisfies(told -> assertThat(told.resolvedAt())
                        .as("the webhook's own goes on")
                        .isEmpty());
        lab.seal();
        assertThat(lab.verify().problems()).isEmpty();
    }

    @Test
    void anIncidentIsLinkedByHandWithAReasonAndTheLastWordCounts() {
        testimony.report(report("api", "INC-8", from, Optional.empty()), ANN);
        assertThatThrownBy(() -> testimony.link("api:INC-8", "21", true, " ", ANN, from))
                .hasMessageContaining("Say why");
        assertThatThrownBy(() -> testimony.link("api:none", "21", true, "why", ANN, from))
                .hasMessageContaining("no incident api:none");
        assertThatThrownBy(() -> testimony.link("", "21", true, "why", ANN, from))
                .hasMessageContaining("Say which incident");
        testimony.link("api:INC-8", "21", true, "rolled out right before", ANN, from);
        assertThat(incidents()).singleElement().satisfies(told -> assertThat(told.linked())
                .containsExactly("21"));
        testimony.link("api:INC-8", "21", false, "it was the network", ANN, from.plusSeconds(60));
        assertThat(incidents()).singleElement().satisfies(told -> {
            assertThat(told.linked()).isEmpty();
            assertThat(told.unlinked()).containsExactly("21");
        });
        assertThat(lab.jdbc()
                        .sql("select detail->>'reason' from audit_entries where action = 'incident.unlink'")
                        .query(String.class)
                        .single())
                .isEqualTo("it was the network");
    }

    @Test
    void aReclassificationNeedsAReasonAndIsAudited() {
        assertThatThrownBy(() -> testimony.reclassify("31", "FAILED", "", ANN, from))
                .hasMessageContaining("Say why");
        assertThatThrownBy(() -> testimony.reclassify("31", "GREAT", "why", ANN, from))
                .hasMessageContaining("NOT_FAILED");
        testimony.reclassify("31", "NOT_FAILED", " a drill ", ANN, from);
        assertThat(lab.jdbc().sql("""
                        select actor_name || ' ' || action || ' ' || target || ' ' || (detail->>'as') || ' ' || (detail->>'reason')
                        from audit_entries where action = 'deployment.reclassify'""").query(String.class).single())
                .isEqualTo("ann deployment.reclassify deployment:31 NOT_FAILED a drill");
    }

    @Test
    void anIncidentThatNamesNothingIsToldOnlyToWhoSeesEverything() {
        testimony.report(report("api", "INC-9", from, Optional.empty()), ANN);
        lab.healthy(
                new ApplicationFacts(
                        RecordLab.name("nameless"), "theirs", "team", "", "production", true, "in-cluster"),
                from);
        Scope scope = new Scope(new Stretch.UpToToday(Period.ofWeeks(1)), "", "", "", "", Scope.Source.RECORD);
        Instant now = from.plusSeconds(3_600);
        DeliveryMetrics metrics = lab.part(DeliveryMetrics.class);

        assertThat(metrics.of(scope, any -> true, now).counted().incidents())
                .extracting(Incident::id)
                .contains("api:INC-9");
        assertThat(metrics.of(scope, concerned -> concerned.project().equals("theirs"), now)
                        .counted()
                        .incidents())
                .as("an application without a service is no key to it")
                .isEmpty();
    }

    @Test
    void aZeroInWhatIsToldStopsNothing() {
        testimony.report(
                new IncidentReport(
                        "api", "INC-\0", "Checkout\0fails", "", "", "", "", "sh\0p", "", from, Optional.empty(), "\0"),
                ANN);
        testimony.link("api:INC-\uFFFD", "21", true, "saw\0it", ANN, from);
        assertThat(incidents())
                .filteredOn(told -> told.title().equals("Checkout\uFFFDfails"))
                .singleElement()
                .satisfies(told -> assertThat(told.linked()).containsExactly("21"));
    }

    /** That such an attempt is no failed change is in histories.txt; here: the record tells that it was one. */
    @Test
    void aPreSyncThatFailedNeverReachedProduction() {
        long id = lab.begin("shop", OperationState.Kind.SYNC, from);
        lab.publish(new OperationAttemptEnded(
                id,
                RecordLab.name("shop"),
                1,
                "Failed",
                "",
                "The hook failed",
                List.of("abc"),
                from,
                from.plusSeconds(10),
                List.of(new OperationState.Result(
                        new ResourceKey("batch", "Job", "shop", "migrate"),
                        "v1",
                        "PreSync",
                        0,
                        true,
                        "SyncFailed",
                        "exit 1"))));
        lab.publish(
                new SyncVerdictReached(id, RecordLab.name("shop"), "Failed", "The hook failed", from.plusSeconds(10)));

        assertThat(lab.facts(from).ended()).singleElement().satisfies(ended -> {
            assertThat(ended.sync()).isEqualTo("Failed");
            assertThat(ended.failedPhase()).isEqualTo("PreSync");
            assertThat(ended.effect()).isEqualTo("ONLY_HOOKS");
        });
        assertThat(lab.facts(from).shipped()).isEmpty();
    }

    private List<DeliveryFacts.Told> incidents() {
        return lab.facts(from).incidents();
    }

    private IncidentReport report(String source, String key, Instant started, Optional<Instant> resolved) {
        return new IncidentReport(source, key, "Checkout fails", "", "", "", "", "", "", started, resolved, "");
    }
}
