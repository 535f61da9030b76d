package dev.fairway.source.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairway.resource.RepositoryUrl;
import dev.fairway.source.webhook.WebhookOutcome.NotForUs;
import dev.fairway.source.webhook.WebhookOutcome.Pushed;
import dev.fairway.source.webhook.WebhookOutcome.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WebhooksTest {

    private static final String SECRET = "user:s3cret";
    private static final WebhookSecrets SECRETS =
            new WebhookSecrets(Stream.of(WebhookHost.values()).collect(Collectors.toMap(host -> host, host -> SECRET)));
    private static final String PUSH = """
            {"ref": "refs/heads/main", "before": "a", "after": "b",
             "repository": {"clone_url": "https://git.example.com/org/shop.git", "default_branch": "main"},
             "commits": [{"added": ["x"], "modified": ["app/a.yaml"], "removed": []}]}
            """;

    @ParameterizedTest
    @CsvSource({
        "github-commit-event.json, GITHUB, https://github.com/jessesuen/test-repo, refs/heads/master, true",
        "github-tag-event.json, GITHUB, git@github.com:jessesuen/test-repo.git, refs/tags/v1.0, false",
        "gitlab-event.json, GITLAB, https://gitlab.com/group/name, refs/heads/master, true",
        "gogs-event.json, GOGS, http://gogs-server/john/repo-test, refs/heads/master, true",
        "gogs-event.json, GITEA, http://gogs-server/john/repo-test, refs/heads/master, true",
        "bitbucket-server-event.json, BITBUCKET_SERVER, ssh://git@bitbucketserver:7999/myproject/test-repo.git, refs/heads/master, false",
        "azuredevops-git-push-event.json, AZURE_DEVOPS, https://dev.azure.com/alexander0053/alex-test/_git/alex-test, refs/heads/master, true"
    })
    void recordedBodiesOfEachHostAreUnderstood(
            String file, WebhookHost host, String repository, String ref, boolean defaultBranch) throws IOException {
        PushEvent event = pushed(signed(host, recorded(file)));

        assertThat(event.ref()).isEqualTo(ref);
        assertThat(event.repositories()).anyMatch(url -> url.sameRepository(new RepositoryUrl(repository)));
        assertThat(event.isToDefaultBranch()).isEqualTo(defaultBranch);
        assertThat(event.isTag()).isEqualTo(ref.startsWith("refs/tags/"));
        assertThat(event.after()).hasSize(40);
    }

    @ParameterizedTest
    @CsvSource({"github-ping-event.json, GITHUB", "ghcr-package-event.json, GITHUB"})
    void otherRecordedBodiesAreNotForUs(String file, WebhookHost host) throws IOException {
        assertThat(Webhooks.read(signed(host, recorded(file)), SECRETS)).isEqualTo(new NotForUs(host));
    }

    @Test
    void thePushedFilesAreCollected() {
        PushEvent event = pushed(signed(WebhookHost.GITHUB, bytes(PUSH)));

        assertThat(event.changedFiles()).containsExactlyInAnyOrder("x", "app/a.yaml");
        assertThat(event.before() + event.after()).isEqualTo("ab");
    }

    @Test
    void bitbucketCloudNamesBranchesAndTags() {
        String body = """
                {"repository": {"links": {"html": {"href": "https://bitbucket.org/org/shop"}}},
                 "push": {"changes": [
                   {"old": {"target": {"hash": "1"}}, "new": {"type": "branch", "name": "main", "target": {"hash": "2"}}},
                   {"old": null, "new": {"type": "tag", "name": "v1", "target": {"hash": "3"}}},
                   {"old": {"type": "branch", "name": "gone"}, "new": null}]}}
                """;

        assertThat(Webhooks.read(signed(WebhookHost.BITBUCKET_CLOUD, bytes(body)), SECRETS))
                .isInstanceOfSatisfying(Pushed.class, pushed -> assertThat(pushed.events())
                        .extracting(PushEvent::ref)
                        .containsExactly("refs/heads/main", "refs/tags/v1", "refs/heads/gone"));
    }

    @ParameterizedTest
    @EnumSource
    void aCallWithoutTheSecretIsRefusedBeforeItIsParsed(WebhookHost host) {
        WebhookRequest good = signed(host, bytes("{}"));
        assertThat(Webhooks.read(good, SECRETS)).isEqualTo(new NotForUs(host));

        assertRefused(Webhooks.read(new WebhookRequest(good.headers(), bytes("{} ")), SECRETS), host);
        assertRefused(Webhooks.read(new WebhookRequest(identified(host), bytes("not json")), SECRETS), null);
        assertThat(Webhooks.read(good, new WebhookSecrets(Map.of()))).isInstanceOf(Refused.class);
        WebhookSecrets other = new WebhookSecrets(Map.of(host, "other"));
        assertThat(Webhooks.read(good, other))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.status()).isEqualTo(401));
        Map<String, String> empty = new HashMap<>(identified(host));
        empty.putAll(Map.of("x-hub-signature-256", "", "x-gitlab-token", "", "authorization", ""));
        assertThat(Webhooks.read(new WebhookRequest(empty, bytes("{}")), new WebhookSecrets(Map.of(host, ""))))
                .isInstanceOf(Refused.class);
    }

    /** A token and a password do not cover the body; signatures do. */
    private static void assertRefused(WebhookOutcome outcome, WebhookHost host) {
        if (host == WebhookHost.GITLAB || host == WebhookHost.AZURE_DEVOPS) {
            return;
        }
        assertThat(outcome).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.reason()).doesNotContain(SECRET);
        });
    }

    @Test
    void unknownHostsAndHugeBodiesAreRefused() {
        assertThat(Webhooks.read(new WebhookRequest(Map.of(), bytes(PUSH)), SECRETS))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.status()).isEqualTo(400));
        assertThat(Webhooks.read(signed(WebhookHost.GITHUB, new byte[Webhooks.MOST_BYTES + 1]), SECRETS))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.status()).isEqualTo(413));
    }

    @ParameterizedTest
    @EnumSource
    void noShapeOfJsonThrows(WebhookHost host) {
        List<String> shapes = List.of(
                "",
                " ",
                "null",
                "true",
                "1",
                "\"x\"",
                "[]",
                "[[]]",
                "{}",
                "{",
                "{\"ref\":1}",
                "\u0000",
                "{\"ref\":{},\"repository\":[],\"commits\":{\"a\":1}}",
                "{\"ref\":\"refs/heads/x\",\"repository\":null,\"commits\":null}",
                "{\"ref\":\"refs/heads/x\",\"repository\":{\"clone_url\":{}},\"commits\":[1,[],null,{\"added\":\"x\"}]}",
                "{\"project\":\"x\",\"changes\":[null,1,{\"ref\":[]}],\"push\":{\"changes\":[null]}}",
                "{\"eventType\":\"git.push\",\"resource\":{\"refUpdates\":[null,{}],\"repository\":[]}}",
                "[".repeat(10_000),
                "{\"a\":".repeat(10_000),
                "1e999999999",
                "9".repeat(100_000));
        for (String shape : shapes) {
            assertThat(Webhooks.read(signed(host, bytes(shape)), SECRETS))
                    .as(shape.substring(0, Math.min(40, shape.length())))
                    .isNotInstanceOf(Pushed.class);
        }
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            byte[] broken = bytes(PUSH);
            for (int j = 0; j < 3; j++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            assertThat(Webhooks.read(signed(host, broken), SECRETS)).isNotNull();
        }
    }

    private static PushEvent pushed(WebhookRequest request) {
        assertThat(Webhooks.read(request, SECRETS)).isInstanceOf(Pushed.class);
        return ((Pushed) Webhooks.read(request, SECRETS)).events().getFirst();
    }

    private static WebhookRequest signed(WebhookHost host, byte[] body) {
        Map<String, String> headers = new HashMap<>(identified(host));
        switch (host) {
            case GITHUB -> headers.put("X-Hub-Signature-256", "sha256=" + hmac(body));
            case GITLAB -> headers.put("X-Gitlab-Token", SECRET);
            case GITEA -> headers.put("X-Gitea-Signature", hmac(body));
            case GOGS -> headers.put("X-Gogs-Signature", hmac(body));
            case BITBUCKET_SERVER, BITBUCKET_CLOUD -> headers.put("X-Hub-Signature", "sha256=" + hmac(body));
            case AZURE_DEVOPS ->
                headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes(SECRET)));
        }
        return new WebhookRequest(headers, body);
    }

    private static Map<String, String> identified(WebhookHost host) {
        return switch (host) {
            case GITHUB -> Map.of("X-GitHub-Event", "push");
            case GITLAB -> Map.of("X-Gitlab-Event", "Push Hook");
            case GITEA -> Map.of("X-Gitea-Event", "push", "X-GitHub-Event", "push", "X-Gogs-Event", "push");
            case GOGS -> Map.of("X-Gogs-Event", "push", "X-GitHub-Event", "push");
            case BITBUCKET_SERVER -> Map.of("X-Event-Key", "repo:refs_changed");
            case BITBUCKET_CLOUD -> Map.of("X-Event-Key", "repo:push", "X-Hook-UUID", "u");
            case AZURE_DEVOPS -> Map.of("X-Vss-ActivityId", "u");
        };
    }

    private static String hmac(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(SECRET), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] recorded(String file) throws IOException {
        for (String place : List.of("../shared/data/webhooks", "../../shared/data/webhooks")) {
            Path path = Path.of(place, file);
            if (Files.exists(path)) {
                return Files.readAllBytes(path);
            }
        }
        assumeTrue(false, "Recorded webhook bodies are not beside this checkout: " + file + " was not tried");
        return new byte[0];
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
