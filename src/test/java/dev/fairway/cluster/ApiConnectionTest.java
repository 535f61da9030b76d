package dev.fairway.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairway.cluster.ClusterProblem.Reason;
import dev.fairway.cluster.StubApi.Answer;
import dev.fairway.cluster.api.ApiRequest;
import dev.fairway.cluster.api.Target;
import dev.fairway.resource.ResourceKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of a server that are not what was hoped for. */
class ApiConnectionTest {

    private static final ResourceKey WEB = new ResourceKey("apps", "Deployment", "shop", "web");

    private final StubApi api = new StubApi();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final TestCluster cluster = new TestCluster(api.address(), pauses::add, List.of());

    @AfterEach
    void close() {
        cluster.close();
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | Unauthorized | Unauthorized | | UNAUTHORIZED | credential",
                "403 | Forbidden | deployments is forbidden: User cannot patch | web | FORBIDDEN | no right to apply",
                "403 | Forbidden | pods web is forbidden: exceeded quota: small | web | QUOTA_EXCEEDED | small",
                "403 | Forbidden | admission webhook \"guard.example.org\" denied the request: no latest tag | web | ADMISSION_DENIED | no latest tag",
                "400 | BadRequest | admission webhook \"guard.example.org\" denied the request: bad | web | ADMISSION_DENIED | guard.example.org",
                "404 | NotFound | deployments web not found | web | NOT_FOUND | does not exist",
                "404 | NotFound | the server could not find the requested resource | | UNKNOWN_KIND | CustomResourceDefinition",
                "409 | AlreadyExists | already exists | web | ALREADY_EXISTS | exists",
                "409 | Conflict | Apply failed with 1 conflict: .spec.replicas | web | CONFLICT | .spec.replicas",
                "410 | Expired | too old resource version | | GONE | old",
                "422 | Invalid | spec.selector: Invalid value: field is immutable | web | INVALID | cannot be changed",
                "500 | InternalError | etcd is ill | | SERVER_ERROR | etcd is ill",
                "503 | ServiceUnavailable | try later | | TOO_MANY_REQUESTS | busy",
            })
    void aRefusalSaysWhatItMeans(int code, String reason, String message, String name, Reason expected, String words) {
        answers(code, reason, message, name == null ? "" : name);

        ClusterProblem problem = problem(Target.of("apply", WEB));

        assertThat(problem.reason()).isEqualTo(expected);
        assertThat(problem.text()).startsWith("Deployment/shop/web: ").contains(words);
    }

    @Test
    void ofASecretOnlyTheClassOfTheRefusalIsTold() {
        answers(422, "Invalid", "data[key]: Invalid value: \"geheim\"", "web");

        ClusterProblem problem = problem(Target.of("apply", new ResourceKey("", "Secret", "shop", "token")));

        assertThat(problem.reason()).isEqualTo(Reason.INVALID);
        assertThat(problem.text())
                .startsWith("Secret/shop/token: ")
                .contains("422")
                .doesNotContain("geheim");
    }

    @Test
    void aBusyServerIsLeftAloneForAsLongAsItAsksAndAskedAgain() {
        api.script(
                "list /thing",
                new Answer(429, "{}", Map.of("Retry-After", "7"), false),
                new Answer(429, "{}", Map.of("Retry-After", "9000"), false),
                new Answer(200, "{\"kind\":\"Thing\"}"));

        assertThat(cluster.connection
                        .call(ApiRequest.get("/thing"), Target.of("get", WEB))
                        .path("kind")
                        .asString(""))
                .isEqualTo("Thing");
        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(30));
    }

    @Test
    void aServerThatStaysBusyIsGivenUp() {
        api.always("/thing", new Answer(429, "{}"));

        assertThat(problem(Target.of("apply", WEB)).reason()).isEqualTo(Reason.TOO_MANY_REQUESTS);
        assertThat(api.requests("list /thing")).hasSize(4);
    }

    @Test
    void aRedirectIsNotFollowed() {
        api.always(
                "/thing", new Answer(302, "", Map.of("Location", api.address().server() + "/elsewhere"), false));

        assertThat(problem(Target.of("get", WEB)).reason()).isEqualTo(Reason.SERVER_ERROR);
        assertThat(api.requests("list /elsewhere")).isEmpty();
    }

    @Test
    void anAnswerThatIsNoObjectIsNotQuoted() {
        api.always("/thing", new Answer(200, "<html>geheim</html>"));

        assertThat(problem(Target.of("get", WEB)).text())
                .contains("not a Kubernetes object")
                .doesNotContain("geheim");
    }

    @Test
    void aSilentServerIsUnreachableAfterTheTimeout() {
        api.always("/thing", new Answer(200, "{", Map.of(), true));

        ClusterProblem problem = catchThrowableOfType(
                ClusterProblem.class,
                () -> cluster.connection.call(
                        ApiRequest.get("/thing").within(Duration.ofMillis(200)), Target.of("get", WEB)));

        assertThat(problem.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(problem.text()).contains(api.address().host());
    }

    @Test
    void requestsAreCountedByVerbAndOutcome() {
        api.always("/thing", new Answer(200, "{}"));

        cluster.connection.call(
                ApiRequest.send("PATCH", "/thing", ApiRequest.APPLY_PATCH, new byte[0]), Target.of("apply", WEB));
        cluster.connection.call(
                ApiRequest.send("PATCH", "/thing", ApiRequest.APPLY_PATCH, new byte[0]), Target.of("dry-run", WEB));

        assertThat(cluster.meters
                        .counter("fairway.cluster.requests", "verb", "apply", "outcome", "ok")
                        .count())
                .isEqualTo(1);
        assertThat(cluster.meters.find("fairway.cluster.writes").counters())
                .as("a dry run writes nothing")
                .hasSize(1);
    }

    private void answers(int code, String reason, String message, String name) {
        api.always(
                "/thing",
                new Answer(
                        code,
                        "{\"kind\":\"Status\",\"code\":%d,\"reason\":\"%s\",\"message\":\"%s\",\"details\":{\"name\":\"%s\"}}"
                                .formatted(code, reason, message.replace("\"", "\\\""), name)));
    }

    private ClusterProblem problem(Target target) {
        return catchThrowableOfType(
                ClusterProblem.class, () -> cluster.connection.call(ApiRequest.get("/thing"), target));
    }
}
