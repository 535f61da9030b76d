package dev.fairway.ledger.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.ledger.IncidentReport;
import dev.fairway.resource.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Bodies as the systems send them, and as nobody should. */
class IncidentCallsTest {

    private static final String SECRET = "the-secret";
    private static final Instant NOW = Instant.parse("2026-11-12T12:00:00Z");

    @Test
    void opsgenieTellsTheBeginningInMillisecondsAndTheEndInNanoseconds() {
        List<IncidentReport> created = told(IncidentSource.OPSGENIE, """
                {"action": "Create", "alert": {"alertId": "a-1", "message": "Checkout fails", "entity": "checkout",
                 "createdAt": 1762912800000, "updatedAt": 1762912800000000000,
                 "details": {"environment": "production", "deployment_id": "77"}, "tags": ["x"]}}""");
        assertThat(created).singleElement().satisfies(report -> {
            assertThat(report.incident()).isEqualTo("opsgenie:a-1");
            assertThat(report.title()).isEqualTo("Checkout fails");
            assertThat(report.service()).isEqualTo("checkout");
            assertThat(report.deployment()).isEqualTo("77");
            assertThat(report.environment()).isEqualTo("production");
            assertThat(report.startedAt()).isEqualTo(Instant.ofEpochMilli(1762912800000L));
            assertThat(report.resolvedAt()).isEmpty();
        });
        List<IncidentReport> closed = told(IncidentSource.OPSGENIE, """
                {"action": "Close", "alert": {"alertId": "a-1", "message": "Checkout fails",
                 "createdAt": 1762912800000, "updatedAt": 1762914600000000000}}""");
        assertThat(closed).singleElement().satisfies(report -> {
            assertThat(report.incident()).isEqualTo("opsgenie:a-1");
            assertThat(report.resolvedAt()).contains(Instant.ofEpochMilli(1762914600000L));
        });
        assertThat(told(IncidentSource.OPSGENIE, """
                {"action": "AddNote", "alert": {"alertId": "a-1", "message": "m", "createdAt": 1762912800000}}"""))
                .singleElement()
                .satisfies(report -> assertThat(report.resolvedAt()).isEmpty());
    }

    @Test
    void aGenericSenderAndThePeoplesApiHaveIdsOfTheirOwn() {
        String body = """
                {"id": 7, "title": "Checkout fails", "startedAt": "2026-11-12T02:00:00+01:00", "resolvedAt": null,
                 "application": "argocd/shop", "deployment": "12", "commit": "9f3c1ab", "url": "https://status.example/7"}""";
        IncidentReport generic = told(IncidentSource.GENERIC, body).getFirst();
        IncidentReport api = IncidentCalls.told(new JsonMapper().readTree(body), NOW);
        assertThat(generic.incident()).isEqualTo("generic:7");
        assertThat(api.incident()).isEqualTo("api:7");
        assertThat(api.startedAt()).isEqualTo(Instant.parse("2026-11-12T01:00:00Z"));
        assertThat(api.deployment()).isEqualTo("12");
        assertThat(api.revision()).isEqualTo("9f3c1ab");
        assertThat(api.resolvedAt()).isEmpty();
    }

    @Test
    void alertmanagersResolvedAlertHasBothTimesEvenIfItsFiringNeverCame() {
        List<IncidentReport> told = told(IncidentSource.ALERTMANAGER, """
                {"alerts": [{"status": "resolved", "fingerprint": "f1", "labels": {"alertname": "HighErrors", "service": "search"},
                  "annotations": {"summary": "Search fails"}, "startsAt": "2026-11-12T02:00:00Z", "endsAt": "2026-11-12T02:30:00Z"},
                 {"status": "firing", "fingerprint": "f1", "labels": {"alertname": "HighErrors"}, "annotations": {},
                  "startsAt": "2026-11-12T05:00:00Z", "endsAt": "0001-01-01T00:00:00Z"}, {"status": "firing", "labels": 7}, null]}""");
        assertThat(told)
                .extracting(IncidentReport::incident)
                .as("the same alert later is another incident")
                .containsExactly("alertmanager:f1@1794448800", "alertmanager:f1@1794459600");
        assertThat(told)
                .extracting(IncidentReport::resolvedAt)
                .containsExactly(Optional.of(Instant.parse("2026-11-12T02:30:00Z")), Optional.empty());
        assertThat(told).extracting(IncidentReport::title).containsExactly("Search fails", "HighErrors");
    }

    @Test
    void aZeroInABodyIsNotKept() {
        assertThat(told(IncidentSource.PAGERDUTY, """
                {"event": {"event_type": "incident.triggered", "occurred_at": "2026-11-12T02:10:00Z",
                 "data": {"id": "PD\\u0000", "title": "a\\u0000b", "service": {"summary": "\\u0000"}}}}"""))
                .singleElement()
                .satisfies(report ->
                        assertThat(report.toString()).doesNotContain("\0").contains("a\uFFFDb"));
    }

    @Test
    void aPingAndANoteOfPagerDutyTellOfNoIncident() {
        assertThat(told(
                        IncidentSource.PAGERDUTY,
                        "{\"event\": {\"event_type\": \"pagey.ping\", \"data\": {\"type\": \"ping\"}}}"))
                .isEmpty();
        assertThat(told(IncidentSource.PAGERDUTY, """
                {"event": {"event_type": "incident.annotated", "data": {"type": "incident_note", "id": "N1"}}}""")).isEmpty();
    }

    @Test
    void whatIsToldOfAResolvedIncidentOfPagerDutyDoesNotMoveItsEnd() {
        String later = """
                {"event": {"event_type": "incident.priority_updated", "occurred_at": "2026-11-12T09:00:00.000Z",
                 "data": {"id": "PT1", "type": "incident", "status": "resolved", "title": "t", "created_at": "2026-11-12T02:00:00Z"}}}""";
        assertThat(told(IncidentSource.PAGERDUTY, later))
                .singleElement()
                .satisfies(report -> assertThat(report.resolvedAt()).isEmpty());
        assertThat(told(IncidentSource.PAGERDUTY, later.replace("priority_updated", "resolved")))
                .singleElement()
                .satisfies(report -> assertThat(report.resolvedAt()).contains(Instant.parse("2026-11-12T09:00:00Z")));
    }

    @Test
    void anIncidentThatPagerDutyOpensAgainBeganWhenItBeganAndIsOpenSinceThen() {
        assertThat(told(IncidentSource.PAGERDUTY, """
                {"event": {"event_type": "incident.reopened", "occurred_at": "2026-11-12T09:00:00Z",
                 "data": {"id": "PT1", "type": "incident", "status": "triggered", "title": "t", "created_at": "2026-11-12T02:00:00Z"}}}"""))
                .allSatisfy(report -> assertThat(report.resolvedAt()).isEmpty())
                .extracting(IncidentReport::startedAt)
                .containsExactly(Instant.parse("2026-11-12T02:00:00Z"), Instant.parse("2026-11-12T09:00:00Z"));
    }

    @Test
    void aClockThatIsAheadTellsNothingOfTheFuture() {
        assertThat(told(IncidentSource.ALERTMANAGER, """
                {"alerts": [{"status": "resolved", "fingerprint": "f1", "labels": {"alertname": "A"},
                  "startsAt": "2026-11-12T11:00:00Z", "endsAt": "2099-01-01T00:00:00Z"}]}"""))
                .singleElement()
                .satisfies(report -> assertThat(report.resolvedAt()).contains(NOW));
        assertThat(told(IncidentSource.OPSGENIE, """
                {"action": "Create", "alert": {"alertId": "a-1", "message": "m", "createdAt": 4070908800000}}"""))
                .singleElement()
                .satisfies(report -> assertThat(report.startedAt()).isEqualTo(NOW));
    }

    @ParameterizedTest
    @EnumSource(IncidentSource.class)
    void aBodyOfAnyOtherShapeIsRefusedWithWhatItShouldBe(IncidentSource source) {
        for (String body : List.of(
                "",
                "null",
                "[]",
                "[{}]",
                "\"x\"",
                "7",
                "true",
                "{}",
                "{",
                "{\"event\": 7, \"alert\": [], \"alerts\": {}}",
                "{\"event\": {\"event_type\": \"incident.triggered\", \"data\": {}}, \"alert\": {}, \"alerts\": 1}",
                "[".repeat(5_000))) {
            assertThat(call(source, body))
                    .as(source + " " + body)
                    .isInstanceOfSatisfying(IncidentOutcome.Refused.class, refused -> {
                        assertThat(refused.status()).isEqualTo(400);
                        assertThat(refused.reason()).isNotBlank().doesNotContain("Exception");
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"title\": \"t\", \"startedAt\": \"2026-11-12T02:00:00Z\"} -> An incident needs an id of its own.",
                "{\"id\": \" \", \"title\": \"t\", \"startedAt\": \"2026-11-12T02:00:00Z\"} -> An incident needs an id of its own.",
                "{\"id\": \"a\", \"startedAt\": \"2026-11-12T02:00:00Z\"} -> An incident needs a title.",
                "{\"id\": {\"x\": 1}, \"title\": \"t\", \"startedAt\": \"2026-11-12T02:00:00Z\"} -> The field id is a text.",
                "{\"id\": \"a\", \"title\": \"t\"} -> Say when the incident began",
                "{\"id\": \"a\", \"title\": \"t\", \"startedAt\": \"yesterday\"} -> The field startedAt is a time",
                "{\"id\": \"a\", \"title\": \"t\", \"startedAt\": \"+999999999-01-01T00:00:00Z\"} -> The field startedAt is a time",
                "{\"id\": \"a\", \"title\": \"t\", \"startedAt\": \"2026-11-12T02:00:00Z\", \"resolvedAt\": []} -> The field resolvedAt is a time",
                "{\"id\": \"a\", \"title\": \"t\", \"startedAt\": \"2026-11-12T02:00:00Z\", \"resolvedAt\": \"2026-11-12T01:00:00Z\"} -> The incident ends before it begins.",
                "{\"id\": \"a\", \"title\": \"t\", \"startedAt\": \"2026-11-13T02:00:00Z\"} -> The incident begins in the future",
                "{\"id\": \"a\", \"title\": \"t\", \"startedAt\": \"2026-11-12T02:00:00Z\", \"resolvedAt\": \"2099-11-12T02:00:00Z\"} -> The incident ends in the future",
                "{\"id\": \"a\", \"title\": \"t\", \"resolved_at\": 1, \"startedAt\": \"2026-11-12T02:00:00Z\"} -> An incident has no field resolved_at."
            })
    void aFieldThatIsWrongIsNamed(String example) {
        String body = example.substring(0, example.indexOf(" -> "));
        String words = example.substring(example.indexOf(" -> ") + 4);
        assertThatThrownBy(() -> IncidentCalls.told(new JsonMapper().readTree(body), NOW))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(words);
        assertThat(call(IncidentSource.GENERIC, body))
                .isInstanceOfSatisfying(IncidentOutcome.Refused.class, refused -> assertThat(refused.reason())
                        .startsWith(words));
    }

    private static List<IncidentReport> told(IncidentSource source, String body) {
        return ((IncidentOutcome.Told) call(source, body)).reports();
    }

    private static IncidentOutcome call(IncidentSource source, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of(
                "x-pagerduty-signature", "v1=" + hmac(bytes),
                "x-fairway-signature", "sha256=" + hmac(bytes),
                "authorization", "Bearer " + SECRET);
        return IncidentCalls.read(source, headers, bytes, SECRET, NOW);
    }

    private static String hmac(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
