package dev.fairway.source.webhook;

import dev.fairway.source.webhook.WebhookOutcome.NotForUs;
import dev.fairway.source.webhook.WebhookOutcome.Pushed;
import dev.fairway.source.webhook.WebhookOutcome.Refused;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Understands calls of Git hosts. */
public final class Webhooks {

    /** Larger bodies are refused: {@value} bytes. */
    public static final int MOST_BYTES = 2 << 20;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(100)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .build();

    private Webhooks() {}

    /** Never throws, whatever the request holds. */
    public static WebhookOutcome read(WebhookRequest request, WebhookSecrets secrets) {
        if (request.body().length > MOST_BYTES) {
            return new Refused(413, "The body is larger than " + MOST_BYTES + " bytes.");
        }
        Optional<WebhookHost> host = WebhookHost.of(request);
        if (host.isEmpty()) {
            return new Refused(400, "The headers are those of no Git host that is known here.");
        }
        if (!Signature.isGood(host.get(), request, secrets.of(host.get()))) {
            return new Refused(401, "The signature is missing or wrong; set the same secret here and at the Git host.");
        }
        try {
            JsonNode body = JSON.readTree(request.body());
            List<PushEvent> events = body == null ? List.of() : Pushes.of(host.get(), body);
            return events.isEmpty() ? new NotForUs(host.get()) : new Pushed(host.get(), events);
        } catch (JacksonException e) {
            return new Refused(400, "The body is not valid JSON.");
        }
    }
}
