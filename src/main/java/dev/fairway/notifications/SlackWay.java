package dev.fairway.notifications;

import dev.fairway.notifications.Messenger.Kind;
import dev.fairway.source.outbound.OutboundCall;
import java.net.URI;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Slack by a bot ({@code chat.postMessage}) or by the address of an incoming webhook. No text is longer than Slack takes of one in a
 * message: 3,000 characters, of a field 2,000.
 */
final class SlackWay implements Way {

    static final String API = "https://slack.com/api";

    /** Errors of Slack that pass by themselves. */
    private static final Set<String> PASSING =
            Set.of("internal_error", "fatal_error", "service_unavailable", "request_timeout", "message_limit_exceeded");

    private static final int LONGEST_TITLE = 250;
    private static final int LONGEST_TEXT = 2_500;
    private static final int LONGEST_VALUE = 500;

    private final WebWay web;
    private final JsonMapper json;

    SlackWay(WebWay web, JsonMapper json) {
        this.web = web;
        this.json = json;
    }

    @Override
    public Outcome send(Opened messenger, String recipient, Message message) {
        ObjectNode body = body(message);
        boolean bot = messenger.messenger().kind() == Kind.SLACK;
        String address = bot ? api(messenger.messenger()) + "/chat.postMessage" : messenger.secret(Kind.URL);
        if (bot) {
            body.put("channel", recipient);
        }
        OutboundCall call = OutboundCall.get(URI.create(address))
                .header("Content-Type", "application/json; charset=utf-8")
                .post(json.writeValueAsBytes(body));
        return web.send(
                bot ? call.authorization("Bearer " + messenger.secret(Kind.TOKEN)) : call,
                messenger.secrets().values(),
                answered -> bot ? judge(answered) : new Outcome.Sent("Slack took it"));
    }

    private static String api(Messenger messenger) {
        String api = messenger.setting(Kind.API);
        return (api.isEmpty() ? API : api).replaceFirst("/+$", "");
    }

    /** Slack says 200 to everything; the body knows. */
    private Outcome judge(WebWay.Answered answered) {
        try {
            JsonNode said = json.readTree(answered.body());
            if (said.path("ok").asBoolean(false)) {
                return new Outcome.Sent("Slack took it");
            }
            String error = said.path("error").asString("no error named");
            String told = WebWay.told("Slack refused it: " + error);
            if (error.equals("ratelimited") || error.equals("rate_limited")) {
                return new Outcome.Busy(told, answered.pause().orElse(Patience.USUAL_PAUSE));
            }
            return PASSING.contains(error) ? new Outcome.Retry(told) : new Outcome.Refused(told);
        } catch (JacksonException noJson) {
            return new Outcome.Retry("The answer was not one of Slack's.");
        }
    }

    private ObjectNode body(Message message) {
        ObjectNode body = json.createObjectNode();
        ObjectNode attachment = body.putArray("attachments").addObject();
        attachment.put(
                "color",
                switch (message.tone()) {
                    case GOOD -> "good";
                    case BAD -> "danger";
                    case NEUTRAL -> "#8a8f98";
                });
        String title = escaped(LONGEST_TITLE, message.title());
        attachment.put("title", title).put("title_link", message.link());
        attachment.put("text", escaped(LONGEST_TEXT, message.text()) + "\n<" + message.link() + "|Open in Fairway>");
        attachment.put("fallback", title + ": " + escaped(LONGEST_VALUE, message.text()) + " " + message.link());
        var fields = attachment.putArray("fields");
        message.lines().forEach(line -> fields.addObject()
                .put("title", escaped(LONGEST_VALUE, line.name()))
                .put("value", escaped(LONGEST_VALUE, line.value()))
                .put("short", !line.name().equals("Next") && !line.name().equals("Runbook")));
        body.put("unfurl_links", false);
        return body;
    }

    /**
     * Slack's three characters; so nothing in a manifest mentions a person or a whole channel. Bounded as it is sent, between
     * characters: half of an escape would be read as text.
     */
    private static String escaped(int most, String text) {
        StringBuilder escaped = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            String next =
                    switch (character) {
                        case '&' -> "&amp;";
                        case '<' -> "&lt;";
                        case '>' -> "&gt;";
                        default -> Character.toString(character);
                    };
            if (escaped.length() + next.length() >= most) {
                return escaped.append('…').toString();
            }
            escaped.append(next);
            at += Character.charCount(character);
        }
        return escaped.toString();
    }
}
