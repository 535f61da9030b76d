package dev.fairway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.Manifests;
import dev.fairway.resource.YamlLimits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fairway as a script meets it: by HTTP with a token. */
final class Rest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final String APPLICATIONS = "/api/v1/applications";

    private final String address;
    private final String token;

    Rest(String address, String token) {
        this.address = address;
        this.token = token;
    }

    /** @param yaml an Application */
    void create(String yaml) {
        write(yaml, APPLICATIONS);
    }

    /** @param yaml an Application that is there already */
    void change(String yaml) {
        write(yaml, APPLICATIONS + "?upsert=true");
    }

    private void write(String yaml, String path) {
        JsonNode application =
                Manifests.readObject(yaml.getBytes(StandardCharsets.UTF_8), "the test", YamlLimits.DEFAULT);
        HttpResponse<String> answer =
                send("POST", path, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(application)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    JsonNode application(String name) {
        return JSON.readTree(body(APPLICATIONS + "/" + name));
    }

    JsonNode applications() {
        return JSON.readTree(body(APPLICATIONS)).path("items");
    }

    boolean exists(String application) {
        return get(APPLICATIONS + "/" + application).statusCode() == 200;
    }

    void sync(String application) {
        HttpResponse<String> answer =
                send("POST", APPLICATIONS + "/" + application + "/sync", HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Sends JSON to an address that must take it. */
    String post(String path, String json) {
        HttpResponse<String> answer = send("POST", path, HttpRequest.BodyPublishers.ofString(json));
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    void delete(String application, boolean cascade) {
        HttpResponse<String> answer = send(
                "DELETE",
                APPLICATIONS + "/" + application + "?cascade=" + cascade,
                HttpRequest.BodyPublishers.noBody());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** "Synced Healthy", for example. */
    String state(String application) {
        JsonNode status = application(application).path("status");
        return status.at("/sync/status").asString("") + " "
                + status.at("/health/status").asString("");
    }

    String phase(String application) {
        return application(application).at("/status/operationState/phase").asString("");
    }

    List<String> conditions(String application) {
        return application(application)
                .at("/status/conditions")
                .valueStream()
                .map(condition -> condition.path("type").asString() + ": "
                        + condition.path("message").asString())
                .toList();
    }

    /** The text of a page or an answer that must be there. */
    String body(String path) {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    /**
     * Submits a form of a page, as a browser does.
     *
     * @return where it leads
     */
    String submit(String page, String action) {
        HttpResponse<String> shown = get(page);
        Matcher token = FORM_TOKEN.matcher(shown.body());
        assertThat(token.find()).as("a form on " + page).isTrue();
        String cookies = String.join(
                "; ",
                shown.headers().allValues("Set-Cookie").stream()
                        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                        .toList());
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + action))
                .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + token.group(1)))
                .header("Authorization", "Bearer " + this.token)
                .header("Cookie", cookies)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .build();
        HttpResponse<String> answer = send(request);
        assertThat(answer.statusCode()).as(action + ": " + answer.body()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    /** Any request; the body may be empty. */
    HttpResponse<String> ask(String method, String path, String body) {
        return send(
                method,
                path,
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
    }

    JsonNode json(String path) {
        return JSON.readTree(body(path));
    }

    /** A webhook: no token, but headers that prove the sender. */
    HttpResponse<String> announce(Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "/api/webhook"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        headers.forEach(request::header);
        return send(request.build());
    }

    /** Reads an answer that goes on, until the caller closes it. */
    Stream<String> lines(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            HttpResponse<Stream<String>> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofLines());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new AssertionError(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .method(method, body)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .build();
        return send(request);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            Canary.look(request.method() + " " + request.uri(), answer.headers().map() + "\n" + answer.body());
            return answer;
        } catch (IOException e) {
            throw new AssertionError(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
