package dev.fairway.source.registry;

import dev.fairway.resource.Problem;
import dev.fairway.resource.ProblemException;
import dev.fairway.source.credential.Access;
import dev.fairway.source.credential.Credential;
import dev.fairway.source.outbound.GuardedHttp;
import dev.fairway.source.outbound.OutboundAnswer;
import dev.fairway.source.outbound.OutboundCall;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tokens of GitHub Apps: asked for with the app's key at the host of the repository itself, kept in memory only, used until
 * shortly before they end.
 */
@Component
class InstallationTokens {

    /** A fetch that begins with a token must end with it. */
    private static final Duration BEFORE_THE_END = Duration.ofMinutes(5);

    /** A host that said no is not asked again at once. */
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(30);

    private static final int MOST_KEPT = 1_000;
    private static final long LONGEST_ANSWER = 256 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final GuardedHttp http;
    private final Clock clock;
    private final JsonMapper json = new JsonMapper();
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    InstallationTokens(GuardedHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    private record Kept(Optional<String> token, Optional<Problem> problem, Instant until) {

        String orFail() {
            return token.orElseThrow(() -> problem.orElseThrow().asException());
        }
    }

    /**
     * The access with a token in place of the app; any other access as it is.
     *
     * @throws dev.fairway.resource.ProblemException {@code AppRefused} if GitHub does not take the app, the installation or
     *     the key; {@code AppUnreachable} if it does not answer
     */
    Access open(Access access, String url) {
        return access.credential() instanceof Credential.GitHubApp app
                ? new Access(
                        access.identity(),
                        new Credential.Password("x-access-token", token(app, access, url)),
                        access.tls(),
                        access.oci(),
                        access.proxy())
                : access;
    }

    private String token(Credential.GitHubApp app, Access access, String url) {
        Instant now = clock.instant();
        if (kept.size() > MOST_KEPT) {
            kept.clear();
            locks.clear();
        }
        // The identity changes with the key.
        String name = api(url) + " " + access.identity();
        Kept before = kept.get(name);
        if (before != null && before.until().isAfter(now)) {
            return before.orFail();
        }
        // Whoever comes while it is asked for waits for that answer; other hosts' tokens wait for nobody.
        ReentrantLock asking = locks.computeIfAbsent(name, any -> new ReentrantLock());
        asking.lock();
        try {
            Kept meanwhile = kept.get(name);
            if (meanwhile != null && meanwhile.until().isAfter(clock.instant())) {
                return meanwhile.orFail();
            }
            Kept fresh = asked(app, access, url, now);
            kept.put(name, fresh);
            return fresh.orFail();
        } finally {
            asking.unlock();
        }
    }

    private Kept asked(Credential.GitHubApp app, Access access, String url, Instant now) {
        try {
            return ask(app, access, url, now);
        } catch (ProblemException refused) {
            return new Kept(Optional.empty(), Optional.of(refused.problem()), now.plus(AFTER_A_FAILURE));
        }
    }

    private Kept ask(Credential.GitHubApp app, Access access, String url, Instant now) {
        URI address = URI.create(api(url) + "/app/installations/" + app.installationId() + "/access_tokens");
        OutboundCall call = OutboundCall.get(address)
                .header("Accept", "application/vnd.github+json")
                .header("Content-Type", "application/json")
                .authorization("Bearer " + GitHubAppKey.read(app.privateKey()).jwt(app.appId(), now))
                .tls(access.tls())
                .by(access.proxy())
                .redirects(OutboundCall.Redirects.SAME_ORIGIN)
                .limits(LONGEST_ANSWER, PATIENCE)
                .post("{}".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        try (OutboundAnswer answer = http.send(call)) {
            if (answer.status() != 201) {
                throw refused(address, app, answer.status());
            }
            JsonNode body = json.readTree(answer.bytes());
            String token = body.path("token").asString("");
            Instant ends = Instant.parse(body.path("expires_at").asString(""));
            if (token.isEmpty()) {
                throw refused(address, app, answer.status());
            }
            return new Kept(Optional.of(token), Optional.empty(), ends.minus(BEFORE_THE_END));
        } catch (IOException unreachable) {
            throw Problem.passing(
                            "AppUnreachable",
                            "No token of the GitHub App could be had: %s".formatted(unreachable.getMessage()))
                    .asException(unreachable);
        } catch (JacksonException | DateTimeException noToken) {
            throw Problem.passing("AppUnreachable", "%s answers, but not as GitHub does".formatted(address.getHost()))
                    .asException();
        }
    }

    private static ProblemException refused(URI address, Credential.GitHubApp app, int status) {
        String host = String.valueOf(address.getHost());
        return switch (status) {
            case 401 ->
                Problem.stalled(
                                "AppRefused",
                                "%s does not take the key of the GitHub App %s. Check the app's number and make it a new key"
                                        .formatted(host, app.appId()))
                        .asException();
            case 403, 404, 422 ->
                Problem.stalled(
                                "AppRefused",
                                "The GitHub App %s has no installation %s at %s, or it is suspended"
                                        .formatted(app.appId(), app.installationId(), host))
                        .asException();
            default ->
                Problem.passing(
                                "AppUnreachable",
                                "%s answered %d when it was asked for a token of the GitHub App %s"
                                        .formatted(host, status, app.appId()))
                        .asException();
        };
    }

    /** Of the repository's own host: nobody can have the signed word sent elsewhere. */
    private static String api(String url) {
        URI address = URI.create(url);
        boolean known = "github.com".equalsIgnoreCase(address.getHost());
        return known
                ? "https://api.github.com"
                : "%s://%s/api/v3".formatted(address.getScheme(), address.getAuthority());
    }
}
