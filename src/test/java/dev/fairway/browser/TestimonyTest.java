package dev.fairway.browser;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Principal.Role;
import dev.fairway.ledger.DeliveryFacts;
import dev.fairway.ledger.DeliveryRecord;
import dev.fairway.ledger.chain.LedgerSeal;
import dev.fairway.ledger.chain.LedgerVerification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Incidents that are told over HTTP, and the chain over the record that keeps them. */
@WithPages
class TestimonyTest {

    private static final String SECRET = "incident-secret-of-the-test";

    @Autowired
    private Site site;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DeliveryRecord record;

    @Autowired
    private LedgerSeal seal;

    @Autowired
    private LedgerVerification verification;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void pagerDutyTellsOfAnIncidentTwiceAndItIsOneWithAnEnd() throws Exception {
        String triggered = """
            {"event": {"event_type": "incident.triggered", "occurred_at": "2026-11-12T02:10:00Z",
             "data": {"id": "PD1", "title": "Errors <b>rise</b>", "created_at": "2026-11-12T02:10:00Z",
                      "html_url": "https://pd.example/PD1", "service": {"summary": "payments"}}}}""";
        String resolved = """
            {"event": {"event_type": "incident.resolved", "occurred_at": "2026-11-12T03:10:00Z",
             "data": {"id": "PD1", "title": "Errors <b>rise</b>", "created_at": "2026-11-12T02:10:00Z",
                      "html_url": "https://pd.example/PD1", "service": {"summary": "payments"}}}}""";
        assertThat(pagerDuty(triggered, SECRET).statusCode()).isEqualTo(200);
        assertThat(pagerDuty(resolved, SECRET).statusCode()).isEqualTo(200);
        assertThat(pagerDuty(resolved, SECRET).statusCode()).isEqualTo(200);
        assertThat(reports("pagerduty:PD1")).isEqualTo(2);
    }

    @Test
    void anIncidentThatOpensAgainIsOpenUntilItIsResolvedOnceMoreInWhateverOrderThatIsTold() throws Exception {
        String event = """
            {"event": {"event_type": "incident.%s", "occurred_at": "2026-11-12T%s:00Z",
             "data": {"id": "PD2", "type": "incident", "title": "Errors", "created_at": "2026-11-12T02:00:00Z"}}}""";
        pagerDuty(event.formatted("reopened", "04:00"), SECRET);
        assertThat(end("pagerduty:PD2")).as("its end was never told").isEmpty();
        pagerDuty(event.formatted("resolved", "03:00"), SECRET);
        pagerDuty(event.formatted("triggered", "02:00"), SECRET);
        assertThat(end("pagerduty:PD2")).as("it opened again after that").isEmpty();
        pagerDuty(event.formatted("resolved", "05:00"), SECRET);
        pagerDuty(event.formatted("reopened", "04:00"), SECRET);
        assertThat(end("pagerduty:PD2")).contains(Instant.parse("2026-11-12T05:00:00Z"));
    }

    @Test
    void aCallThatDoesNotProveItselfIsRefusedBeforeItIsRead() throws Exception {
        assertThat(pagerDuty("{\"event\": {\"data\": {\"id\": \"PD9\", \"title\": \"x\"}}}", "another")
                        .statusCode())
                .isEqualTo(401);
        assertThat(send("/api/webhook/incidents/alertmanager", "{\"alerts\": []}", "Authorization", "Bearer wrong")
                        .statusCode())
                .isEqualTo(401);
        assertThat(send("/api/webhook/incidents/opsgenie", "{}", "X-Any", "any").statusCode())
                .as("no secret is set for it")
                .isEqualTo(403);
        assertThat(send("/api/webhook/incidents/nobody", "{}", "X-Any", "any").statusCode())
                .isEqualTo(404);
        assertThat(reports("pagerduty:PD9")).isZero();
    }

    @Test
    void alertmanagersAlertsAreIncidentsByTheirBeginning() throws Exception {
        String body = """
            {"version": "4", "alerts": [
              {"status": "resolved", "fingerprint": "f1", "labels": {"alertname": "HighErrors", "service": "search"},
               "annotations": {"summary": "Search fails"}, "startsAt": "2026-11-12T02:00:00Z", "endsAt": "2026-11-12T02:30:00Z"},
              {"status": "firing", "fingerprint": "f1", "labels": {"alertname": "HighErrors", "service": "search"},
               "annotations": {}, "startsAt": "2026-11-12T05:00:00Z", "endsAt": "0001-01-01T00:00:00Z"},
              {"status": "firing", "labels": 7}]}""";
        HttpResponse<String> answer =
                send("/api/webhook/incidents/alertmanager", body, "Authorization", "Bearer " + SECRET);
        assertThat(answer.body()).isEqualTo("{\"accepted\":2}");
        assertThat(reports("alertmanager:f1@1794448800")).isEqualTo(1);
        assertThat(reports("alertmanager:f1@1794459600")).isEqualTo(1);
    }

    @Test
    void whoeverChangesASealedRowIsFound() {
        site.session(Role.DEVELOPER);
        jdbc.sql("""
                        insert into reclassifications (deployment, said, reason, actor_kind, actor_name, said_at)
                        values ('none', 'FAILED', 'sealed', 'PERSON', 'ann', now())""").update();
        // A transaction that still runs anywhere on the server holds the sealer back.
        eventually(() -> {
            seal.seal();
            assertThat(sealedPlace()).isGreaterThanOrEqualTo(place("sealed"));
        });
        assertThat(verification.verify().problems()).isEmpty();
        jdbc.sql("alter table reclassifications disable trigger user").update();
        jdbc.sql("update reclassifications set reason = 'forged' where reason = 'sealed'")
                .update();
        assertThat(verification.verify().problems())
                .satisfiesExactly(
                        row -> assertThat(row).contains("of reclassifications was changed"),
                        chain -> assertThat(chain).contains("does not match the rows it covers"));
        jdbc.sql("delete from reclassifications where reason = 'forged'").update();
        assertThat(verification.verify().problems()).anyMatch(problem -> problem.endsWith("is missing."));
        jdbc.sql("alter table reclassifications enable trigger user").update();
        jdbc.sql("alter table ledger_seals disable trigger user").update();
        jdbc.sql("delete from ledger_seals").update();
        jdbc.sql("alter table ledger_seals enable trigger user").update();
    }

    private long place(String reason) {
        return jdbc.sql("select place from reclassifications where reason = :reason")
                .param("reason", reason)
                .query(Long.class)
                .single();
    }

    private long sealedPlace() {
        return jdbc.sql("select coalesce(max(last_place), 0) from ledger_seals")
                .query(Long.class)
                .single();
    }

    private Optional<Instant> end(String incident) {
        List<DeliveryFacts> facts = new ArrayList<>();
        record.all(facts::add);
        return facts.stream()
                .flatMap(each -> each.incidents().stream())
                .filter(each -> each.incident().equals(incident))
                .findFirst()
                .orElseThrow()
                .resolvedAt();
    }

    private long reports(String incident) {
        return jdbc.sql("select count(*) from incident_reports where incident = :incident")
                .param("incident", incident)
                .query(Long.class)
                .single();
    }

    private HttpResponse<String> pagerDuty(String body, String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        return send("/api/webhook/incidents/pagerduty", body, "X-PagerDuty-Signature", "v1=aaaa,v1=" + signature);
    }

    private HttpResponse<String> send(String path, String body, String header, String value) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(site.address() + path))
                        .header("Content-Type", "application/json")
                        .header(header, value)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
