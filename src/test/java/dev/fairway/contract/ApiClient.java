package dev.fairway.contract;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.kubernetes.client.proto.Runtime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Plain HTTP to the API under test. */
final class ApiClient {

    private final ApiUnderTest api;
    private final HttpClient http = ApiUnderTest.client();

    ApiClient(ApiUnderTest api) {
        this.api = api;
    }

    record Answer(int code, JsonNode body) {

        String text(String... path) {
            JsonNode node = body;
            for (String name : path) {
                node = node.path(name);
            }
            return node.asString("");
        }
    }

    Answer send(Scenario.Step step, String namespace) {
        JsonNode body = Scenario.MAPPER.readTree(step.body().toString().replace("{ns}", namespace));
        return send(step.method(), step.path(namespace), step.contentType(), step.accept(), body);
    }

    Answer get(String path) {
        return send("GET", path, "application/json", "application/json", Scenario.MAPPER.nullNode());
    }

    Answer post(String path, String json) {
        return send("POST", path, "application/json", "application/json", Scenario.MAPPER.readTree(json));
    }

    /** An object as {@code kubectl create} sends it. */
    Answer post(String path, String apiVersion, Message object) {
        Runtime.Unknown envelope = Runtime.Unknown.newBuilder()
                .setTypeMeta(Runtime.TypeMeta.newBuilder()
                        .setApiVersion(apiVersion)
                        .setKind(object.getDescriptorForType().getName()))
                .setRaw(object.toByteString())
                .build();
        byte[] body =
                ByteString.copyFromUtf8("k8s\0").concat(envelope.toByteString()).toByteArray();
        return send(request(path)
                .header("Accept", "application/vnd.kubernetes.protobuf;q=0.5,application/json")
                .header("Content-Type", "application/vnd.kubernetes.protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());
    }

    Answer patch(String path, String json) {
        return send("PATCH", path, "application/merge-patch+json", "application/json", Scenario.MAPPER.readTree(json));
    }

    Answer delete(String path) {
        return send("DELETE", path, "application/json", "application/json", Scenario.MAPPER.nullNode());
    }

    Answer send(String method, String path, String contentType, String accept, JsonNode body) {
        HttpRequest.Builder request = request(path).header("Accept", accept).timeout(Duration.ofSeconds(60));
        if (body.isNull()) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", contentType)
                    .method(method, HttpRequest.BodyPublishers.ofString(body.toString()));
        }
        return send(request.build());
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), json(response.body()));
        } catch (IOException e) {
            throw new IllegalStateException(request.method() + " " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A few answers are plain text. */
    private static JsonNode json(String body) {
        return body.startsWith("{") ? Scenario.MAPPER.readTree(body) : Scenario.MAPPER.valueToTree(body.trim());
    }

    WatchReader watch(String path) {
        return watch(path, "application/json");
    }

    WatchReader watchTable(String path) {
        return watch(path, "application/json;as=Table;v=v1;g=meta.k8s.io,application/json");
    }

    private WatchReader watch(String path, String accept) {
        try {
            return new WatchReader(
                    http.send(request(path).header("Accept", accept).build(), HttpResponse.BodyHandlers.ofInputStream())
                            .body());
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create(api.url() + path.replace(" ", "%20").replace("\"", "%22")))
                .header("Authorization", "Bearer " + api.token())
                .header("User-Agent", "contract/1");
    }
}
