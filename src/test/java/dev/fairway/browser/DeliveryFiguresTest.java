package dev.fairway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Principal.Role;
import dev.fairway.reconciliation.ApplicationFacts;
import dev.fairway.reconciliation.DeploymentBecameHealthy;
import dev.fairway.resource.Actor;
import dev.fairway.resource.ApplicationName;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The figures over HTTP: pages, API and exports of one history. */
@WithPages
class DeliveryFiguresTest {

    private static final Pattern NUMBER = Pattern.compile("<a [^>]*data-rows=\"(\\d+)\"[^>]*>");
    private static final Pattern HREF = Pattern.compile("href=\"([^\"]+)\"");

    @Autowired
    private Site site;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    private final HttpClient http = HttpClient.newHttpClient();
    private String session = "";

    @BeforeEach
    void signIn() {
        session = site.session(Role.DEVELOPER);
        // Another test may have tried the button.
        jdbc.sql("delete from sample_history_removals").update();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "changeLeadTime",
                "deploymentFrequency",
                "failedDeploymentRecoveryTime",
                "changeFailRate",
                "deploymentReworkRate"
            })
    void everyNumberOnThePageIsTheCountOfTheRowsItOpens(String metric) throws Exception {
        Map<String, Integer> numbers =
                numbers(get("/dora/" + metric + "?history=samples").body());
        assertThat(numbers.size()).isGreaterThan(10);
        for (Map.Entry<String, Integer> number : numbers.entrySet()) {
            String rows = get(number.getKey()).body();
            assertThat(count(rows, "data-counted")).as(number.getKey()).isEqualTo(number.getValue());
            if (number.getKey().contains("out=") || number.getKey().contains("only=")) {
                String csv = text(rows, "href=\"([^\"]+rows\\.csv[^\"]*)\"").replace("&amp;", "&");
                assertThat(get(csv).body().lines().skip(1))
                        .as("the same as a file: " + csv)
                        .hasSize(number.getValue());
            }
        }
    }

    @Test
    void theApiTellsTheFiveFiguresAndLinksToExactlyTheirRows() throws Exception {
        JsonNode answer = json("/api/v1/dora?period=P12W&history=samples&team=payments");
        assertThat(answer.path("samples").asBoolean()).isTrue();
        assertThat(answer.path("metrics").valueStream().map(each -> each.path("name")
                        .asString()))
                .containsExactly(
                        "changeLeadTime",
                        "deploymentFrequency",
                        "failedDeploymentRecoveryTime",
                        "changeFailRate",
                        "deploymentReworkRate");
        for (JsonNode metric : answer.path("metrics")) {
            assertThat(metric.propertyNames()).contains("name", "n", "value", "unit", "p90", "previous", "rows");
            JsonNode rows = json(metric.path("rows").asString());
            assertThat(rows.path("rows").size()).isEqualTo(metric.path("n").asInt());
            assertThat(rows.path("rows").valueStream())
                    .allMatch(row -> row.path("team").asString().equals("payments"));
        }
    }

    @Test
    void whatReallyHappenedIsNeverMixedWithSamplesAndCountsByTeamAndService() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        for (int number = 1; number <= 12; number++) {
            deployed("real-api", "real-" + number, now.minus(Duration.ofDays(number)), "Change " + number);
        }
        JsonNode answer = json("/api/v1/dora?history=record&team=really&service=real-api");
        assertThat(answer.path("samples").asBoolean()).isFalse();
        JsonNode lead = answer.path("metrics").get(0);
        assertThat(lead.path("n").asInt()).isEqualTo(12);
        assertThat(lead.path("value").asDouble()).isEqualTo(3600);
        assertThat(lead.path("unit").asString()).isEqualTo("seconds");
        assertThat(answer.path("metrics").get(1).path("value").asDouble()).isEqualTo(1.0);
        String rows = lead.path("rows").asString();
        String page = text(
                        get("/dora/changeLeadTime?history=record&team=really&service=real-api")
                                .body(),
                        "href=\"(/dora/changeLeadTime/rows\\?[^\"]*period=[^\"]*)\"")
                .replace("&amp;", "&");
        deployed("real-api", "real-later", Instant.now(), "Change later");
        assertThat(json("/api/v1/dora?history=record&service=real-api")
                        .path("metrics")
                        .get(0)
                        .path("n")
                        .asInt())
                .isEqualTo(13);
        assertThat(json(rows).path("n").asInt())
                .as("a link answers with what was counted, whatever comes later")
                .isEqualTo(12);
        assertThat(get(page).body()).as(page).contains("12 rows", "as of ");
        assertThat(json("/api/v1/dora?history=record&team=nobody")
                        .path("metrics")
                        .get(0)
                        .path("note")
                        .asString())
                .isEqualTo("not enough data");
        assertThat(get("/dora/changeLeadTime/rows.csv?history=record&service=real-api")
                        .body()
                        .lines())
                .hasSize(14);
        assertThat(get("/dora/changeLeadTime/trend.svg?history=record").body())
                .startsWith("<svg")
                .contains("<style>");
    }

    @Test
    void aDeploymentIsReclassifiedWithAReasonThatIsKeptBesideTheFigure() throws Exception {
        Instant now = Instant.now();
        deployed("judged-api", "judged-1", now.minus(Duration.ofHours(5)), "Change <b>it</b>");
        String rows = json("/api/v1/dora/changeFailRate/rows?history=record&service=judged-api")
                .toString();
        String page = text(rows, "\"page\":\"([^\"]+)\"");
        assertThat(get(page).body()).contains("Does not count as failed.", "Change &lt;b&gt;it&lt;/b&gt;");
        assertThat(post(page + "/classification", page, "as=FAILED&reason=+").statusCode())
                .isEqualTo(400);
        assertThat(post(page + "/classification", page, "as=FAILED&reason=customers+saw+it")
                        .statusCode())
                .isEqualTo(302);
        assertThat(get(page).body()).contains("Counts as failed; not recovered yet.", "customers saw it");
        assertThat(json("/api/v1/dora?history=record&service=judged-api")
                        .path("metrics")
                        .get(3)
                        .path("hits")
                        .asInt())
                .isEqualTo(1);
        assertThat(get("/dora/changeFailRate?history=record&service=judged-api").body())
                .contains("failed: “customers saw it”, said by developer");
    }

    /** A transaction may end long after one that began later; what it wrote has the smaller numbers. */
    @Test
    void whatIsCommittedLateIsCountedAlthoughItWasWrittenEarly() throws Exception {
        Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(3));
        transaction.executeWithoutResult(open -> {
            deployed("late-api", "late-1", at, "Late");
            Thread other = Thread.ofPlatform().start(() -> deployed("soon-api", "soon-1", at, "Soon"));
            try {
                other.join();
                assertThat(deployments("soon-api")).isEqualTo(1);
                assertThat(deployments("late-api")).isZero();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        assertThat(deployments("late-api")).isEqualTo(1);
        assertThat(deployments("soon-api")).isEqualTo(1);
    }

    private int deployments(String service) throws Exception {
        return json("/api/v1/dora?history=record&service=" + service)
                .path("metrics")
                .get(1)
                .path("n")
                .asInt();
    }

    @Test
    void aPeriodThatIsNoneIsRefusedWithTheWayToWriteIt() throws Exception {
        HttpResponse<String> answer = get("/api/v1/dora?period=twelve+weeks");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("P12W");
        assertThat(get("/dora?period=P900Y").statusCode()).isEqualTo(400);
        for (String wrong :
                List.of("2026-11-27/2026-09-05", "2026-09-05/", "2020-01-01/2026-01-01", "2026-02-30/2026-03-05")) {
            assertThat(get("/dora?period=" + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(get("/dora?period=2026-09-05/2026-11-27").body())
                .contains("5 Sep – 27 Nov 2026, against the 12 weeks before");
        assertThat(get("/dora/nothing").statusCode()).isEqualTo(404);
    }

    private void deployed(String application, String state, Instant at, String subject) {
        transaction.executeWithoutResult(ignored -> events.publishEvent(new DeploymentBecameHealthy(
                new ApplicationFacts(
                        new ApplicationName("argocd", application),
                        "default",
                        "really",
                        application,
                        "production",
                        true,
                        "in-cluster"),
                Optional.empty(),
                List.of(state),
                state,
                "render",
                List.of(),
                List.of(new DeploymentBecameHealthy.ShippedCommit(
                        state + "-sha",
                        "Ann <ann@example>",
                        at.minus(Duration.ofHours(2)),
                        at.minus(Duration.ofHours(1)),
                        at.minus(Duration.ofHours(1)),
                        subject,
                        false)),
                false,
                "before",
                Actor.automation("automation"),
                at.minusSeconds(60),
                at,
                Optional.empty())));
    }

    private static Map<String, Integer> numbers(String page) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        Matcher link = NUMBER.matcher(page);
        while (link.find()) {
            numbers.put(text(link.group(), HREF.pattern()).replace("&amp;", "&"), Integer.parseInt(link.group(1)));
        }
        return numbers;
    }

    private static int count(String text, String word) {
        return text.split(word, -1).length - 1;
    }

    private static String text(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group(1);
    }

    private JsonNode json(String path) throws Exception {
        return new JsonMapper().readTree(get(path).body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(to(path).header("Accept", "text/html,*/*").build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String page, String body) throws Exception {
        HttpResponse<String> form = get(page);
        String token = text(form.body(), "name=\"_csrf\" value=\"([^\"]+)\"");
        String cookie = form.headers().allValues("Set-Cookie").stream()
                .filter(each -> each.startsWith("XSRF-TOKEN="))
                .map(each -> "; " + each.substring(0, each.indexOf(';')))
                .findFirst()
                .orElse("");
        return http.send(
                HttpRequest.newBuilder(URI.create(site.address() + path))
                        .header("Cookie", "fairway=" + session + cookie)
                        .header("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body + "&_csrf=" + token))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(site.address() + path)).header("Cookie", "fairway=" + session);
    }
}
