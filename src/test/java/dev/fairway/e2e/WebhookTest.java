package dev.fairway.e2e;

import static dev.fairway.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each Git host really sends, over HTTP, leads to a look at the repository that it names, and at no other. */
@ProductLane
class WebhookTest {

    private static final int TOO_LONG = 3 << 20;

    private final Fairway fairway = Fairway.running();
    private final Rest rest = fairway.rest();

    @ParameterizedTest
    @CsvSource({
        "github, github-commit-event.json, https://github.com/jessesuen/test-repo",
        "gitlab, gitlab-event.json, https://gitlab.com/group/name",
        "gitea, gogs-event.json, http://gogs-server/john/repo-test",
        "gogs, gogs-event.json, http://gogs-server/john/repo-test",
        "bitbucket, bitbucket-server-event.json, https://bitbucketserver/scm/myproject/test-repo",
        "azure, azuredevops-git-push-event.json, https://dev.azure.com/alexander0053/alex-test/_git/alex-test"
    })
    void aPushThatTheHostAnnouncesIsSeenAtOnce(String host, String file, String repository) throws IOException {
        String body = recorded(file);
        Repository pushed = fairway.repository("hook-" + host);
        Repository other = fairway.repository("unhooked-" + host);
        pushed.push("First", "hook-" + host + "/settings.yaml", Yaml.configMap("settings", "1"));
        String before = other.push("First", "unhooked-" + host + "/settings.yaml", Yaml.configMap("settings", "1"));
        rest.create(Yaml.application("hook-" + host, fairway.address("hook-" + host)));
        rest.create(Yaml.application("unhooked-" + host, fairway.address("unhooked-" + host)));
        eventually(() -> assertThat(revision("hook-" + host)).isNotEmpty());
        eventually(() -> assertThat(revision("unhooked-" + host)).isEqualTo(before));
        other.pushQuietly("Second", "unhooked-" + host + "/settings.yaml", Yaml.configMap("settings", "2"));
        String commit =
                pushed.pushQuietly("Second", "hook-" + host + "/settings.yaml", Yaml.configMap("settings", "2"));
        String ours = fairway.address("hook-" + host).replace(".git", "");

        HttpResponse<String> answer =
                rest.announce(signed(host, body.replace(repository, ours)), body.replace(repository, ours));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("accepted");
        eventually(() -> assertThat(revision("hook-" + host)).isEqualTo(commit));
        assertThat(revision("unhooked-" + host)).isEqualTo(before);
    }

    @Test
    void whoDoesNotProveItselfIsRefusedBeforeTheBodyIsRead() {
        assertThat(rest.announce(Map.of("X-GitHub-Event", "push"), "not json").statusCode())
                .isEqualTo(401);
        HttpResponse<String> wrong = rest.announce(
                Map.of("X-GitHub-Event", "push", "X-Hub-Signature-256", "sha256=" + "0".repeat(64)), "{}");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(wrong.body()).contains("\"code\":\"WebhookRefused\"");
        assertThat(rest.announce(Map.of(), "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void aBodyThatIsTooLongIsNotReadToItsEnd() {
        String body = " ".repeat(TOO_LONG);
        assertThat(rest.announce(signed("github", body), body).statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{",
                "{\"ref\":{},\"repository\":[],\"commits\":7}",
                "{\"ref\":\"refs/heads/x\",\"repository\":{\"clone_url\":{}}}",
                "{\"ref\":\"refs/heads/x\",\"repository\":{\"clone_url\":\"file:///etc\",\"html_url\":\"\\u0000\"}}"
            })
    void noShapeOfJsonIsAFailureOfOurs(String body) {
        for (String host : List.of("github", "gitlab", "gitea", "gogs", "bitbucket", "azure")) {
            assertThat(rest.announce(signed(host, body), body).statusCode())
                    .as(host)
                    .isIn(200, 400);
        }
    }

    private String revision(String application) {
        return rest.application(application).at("/status/sync/revision").asString("");
    }

    private static Map<String, String> signed(String host, String body) {
        String secret = Canary.WEBHOOK_SECRET;
        return switch (host) {
            case "github" -> Map.of("X-GitHub-Event", "push", "X-Hub-Signature-256", "sha256=" + hmac(body));
            case "gitlab" -> Map.of("X-Gitlab-Event", "Push Hook", "X-Gitlab-Token", secret);
            case "gitea" -> Map.of("X-Gitea-Event", "push", "X-Gitea-Signature", hmac(body));
            case "gogs" -> Map.of("X-Gogs-Event", "push", "X-Gogs-Signature", hmac(body));
            case "bitbucket" -> Map.of("X-Event-Key", "repo:refs_changed", "X-Hub-Signature", "sha256=" + hmac(body));
            default ->
                Map.of(
                        "X-Vss-ActivityId",
                        "1",
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(("hooks:" + secret).getBytes(StandardCharsets.UTF_8)));
        };
    }

    private static String hmac(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Canary.WEBHOOK_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String recorded(String file) throws IOException {
        for (String place : List.of("../shared/data/webhooks", "../../shared/data/webhooks")) {
            Path path = Path.of(place, file);
            if (Files.exists(path)) {
                return Files.readString(path);
            }
        }
        assumeTrue(false, "Recorded webhook bodies are not beside this checkout: " + file + " was not tried");
        return "";
    }
}
