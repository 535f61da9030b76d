package dev.fairway.notifications;

import dev.fairway.notifications.Messenger.Kind;
import dev.fairway.source.outbound.OutboundCall;
import java.net.URI;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A workflow of Microsoft Teams that posts an adaptive card. Its text runs know no markup, so a manifest cannot add any. Teams takes
 * 28 KB of a message, so a text that would make it larger is cut.
 */
final class TeamsWay implements Way {

    private static final int LARGEST = 28 * 1024;
    private static final int LONGEST_VALUE = 300;

    /** In characters; some take six bytes. */
    private static final int LONGEST_TEXT = 10_000;

    private final WebWay web;
    private final JsonMapper json;

    TeamsWay(WebWay web, JsonMapper json) {
        this.web = web;
        this.json = json;
    }

    @Override
    public Outcome send(Opened messenger, String recipient, Message message) {
        OutboundCall call = OutboundCall.get(URI.create(messenger.secret(Kind.URL)))
                .header("Content-Type", "application/json; charset=utf-8")
                .post(bytes(message));
        return web.send(call, messenger.secrets().values(), answered -> new Outcome.Sent("Teams took it"));
    }

    private byte[] bytes(Message message) {
        int most = LONGEST_TEXT;
        byte[] bytes = json.writeValueAsBytes(body(message, most));
        while (bytes.length > LARGEST && most > 1) {
            most /= 2;
            bytes = json.writeValueAsBytes(body(message, most));
        }
        return bytes;
    }

    private ObjectNode body(Message message, int longestText) {
        ObjectNode body = json.createObjectNode().put("type", "message");
        ObjectNode attachment = body.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive").putNull("contentUrl");
        ObjectNode card = attachment.putObject("content");
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.4");
        ArrayNode rows = card.putArray("body");
        String color =
                switch (message.tone()) {
                    case GOOD -> "Good";
                    case BAD -> "Attention";
                    case NEUTRAL -> "Default";
                };
        text(rows, Bound.to(LONGEST_VALUE, message.title()))
                .put("weight", "Bolder")
                .put("size", "Medium")
                .put("color", color);
        text(rows, Bound.to(longestText, message.text()));
        message.lines().forEach(line -> {
            ArrayNode runs = rows.addObject().put("type", "RichTextBlock").putArray("inlines");
            runs.addObject()
                    .put("type", "TextRun")
                    .put("text", line.name() + ": ")
                    .put("isSubtle", true);
            runs.addObject().put("type", "TextRun").put("text", Bound.to(LONGEST_VALUE, line.value()));
        });
        card.putArray("actions")
                .addObject()
                .put("type", "Action.OpenUrl")
                .put("title", "Open in Fairway")
                .put("url", message.link());
        return body;
    }

    private static ObjectNode text(ArrayNode rows, String text) {
        return rows.addObject()
                .put("type", "RichTextBlock")
                .putArray("inlines")
                .addObject()
                .put("type", "TextRun")
                .put("text", text);
    }
}
