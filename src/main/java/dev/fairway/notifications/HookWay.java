package dev.fairway.notifications;

import dev.fairway.notifications.Messenger.Kind;
import dev.fairway.source.outbound.OutboundCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A generic webhook: JSON with everything that is known, signed if a secret is set. */
final class HookWay implements Way {

    private final WebWay web;
    private final JsonMapper json;

    HookWay(WebWay web, JsonMapper json) {
        this.web = web;
        this.json = json;
    }

    @Override
    public Outcome send(Opened messenger, String recipient, Message message) {
        byte[] body = json.writeValueAsBytes(body(message));
        OutboundCall call = OutboundCall.get(URI.create(messenger.secret(Kind.URL)))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Idempotency-Key", message.key());
        for (Map.Entry<String, String> header :
                MessengerRules.headers(messenger.secret(Kind.HEADERS)).entrySet()) {
            call = call.header(header.getKey(), header.getValue());
        }
        String secret = messenger.secret(Kind.SIGNING);
        if (!secret.isEmpty()) {
            call = call.header("X-Fairway-Signature", "sha256=" + hmac(body, secret));
        }
        OutboundCall whole = call.post(body).method(messenger.messenger().setting(Kind.METHOD));
        return web.send(
                whole,
                messenger.secrets().values(),
                answered -> new Outcome.Sent(WebWay.told(answered.status() + " " + answered.body())));
    }

    private ObjectNode body(Message message) {
        Facts facts = message.facts();
        ObjectNode body = json.createObjectNode();
        body.put("key", message.key())
                .put("trigger", message.trigger().word())
                .put("title", message.title())
                .put("text", message.text())
                .put("sentence", facts.of(Facts.SENTENCE))
                .put("next", facts.of(Facts.NEXT))
                .put("link", message.link())
                .put("at", facts.of(Facts.AT));
        body.putObject("application")
                .put("name", facts.of(Facts.NAME))
                .put("namespace", facts.of(Facts.NAMESPACE))
                .put("project", facts.of(Facts.PROJECT))
                .put("team", facts.of(Facts.TEAM))
                .put("service", facts.of(Facts.SERVICE))
                .put("environment", facts.of(Facts.ENVIRONMENT))
                .put("sync", facts.of(Facts.SYNC))
                .put("health", facts.of(Facts.HEALTH))
                .put("revision", facts.of(Facts.REVISION));
        if (!facts.of(Facts.OPERATION).isEmpty()) {
            body.putObject("operation")
                    .put("id", facts.of(Facts.OPERATION))
                    .put("phase", facts.of(Facts.PHASE))
                    .put("message", facts.of(Facts.OPERATION_MESSAGE))
                    .put("revision", facts.of(Facts.SYNCED_REVISION))
                    .put("actor", facts.of(Facts.ACTOR));
        }
        return body;
    }

    private static String hmac(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HMAC-SHA-256", e);
        }
    }
}
