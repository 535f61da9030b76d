package dev.fairway.web.api;

import dev.fairway.access.Principal;
import dev.fairway.access.policy.Resource;
import dev.fairway.notifications.Delivery;
import dev.fairway.notifications.Messenger;
import dev.fairway.notifications.Messenger.Field;
import dev.fairway.notifications.Messenger.Kind;
import dev.fairway.notifications.MessengerRegistration;
import dev.fairway.notifications.Messengers;
import dev.fairway.notifications.Outcome;
import dev.fairway.notifications.SentMessages;
import dev.fairway.notifications.Subscription;
import dev.fairway.notifications.Subscriptions;
import dev.fairway.notifications.Text;
import dev.fairway.notifications.Texts;
import dev.fairway.notifications.Trigger;
import dev.fairway.resource.Problem;
import dev.fairway.web.access.Needs;
import dev.fairway.web.access.Needs.On;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/notifications}: services, triggers and templates under Argo CD's names, subscriptions of the installation, and
 * what was sent. Secrets go in and never come out.
 */
@RestController
@RequestMapping(path = "/api/v1/notifications", produces = MediaType.APPLICATION_JSON_VALUE)
class NotificationsApi {

    private static final int MOST = 500;

    private final Messengers messengers;
    private final Subscriptions subscriptions;
    private final SentMessages deliveries;
    private final Texts texts;

    NotificationsApi(Messengers messengers, Subscriptions subscriptions, SentMessages deliveries, Texts texts) {
        this.messengers = messengers;
        this.subscriptions = subscriptions;
        this.deliveries = deliveries;
        this.texts = texts;
    }

    @GetMapping("/services")
    @Needs(resource = Resource.NOTIFICATIONS, action = "get", on = On.INSTALLATION)
    ObjectNode services() {
        return list(messengers.all().stream().map(NotificationsApi::show));
    }

    /** {@code {"name", "kind", "settings": {…}, "secrets": {…}}}; the kinds and their fields are those of the page. */
    @PostMapping("/services")
    @Needs(resource = Resource.NOTIFICATIONS, action = "create", on = On.INSTALLATION)
    ObjectNode create(@RequestBody JsonNode body, @AuthenticationPrincipal Principal principal) {
        Kind kind = kind(body);
        return show(messengers.create(registration(body.path("name").asString(""), kind, body), principal.actor()));
    }

    /** Secrets that are not sent stay; those that are sent empty go. */
    @PutMapping("/services/{name}")
    @Needs(resource = Resource.NOTIFICATIONS, action = "update", on = On.INSTALLATION)
    ObjectNode update(
            @PathVariable String name, @RequestBody JsonNode body, @AuthenticationPrincipal Principal principal) {
        Kind kind = messengers.require(name).kind();
        return show(messengers.update(registration(name, kind, body), principal.actor()));
    }

    @DeleteMapping("/services/{name}")
    @Needs(resource = Resource.NOTIFICATIONS, action = "delete", on = On.INSTALLATION)
    ObjectNode delete(@PathVariable String name, @AuthenticationPrincipal Principal principal) {
        messengers.remove(name, principal.actor());
        return JsonNodeFactory.instance.objectNode();
    }

    /** Sends a message that is about nothing: {@code {"recipient"}}, where one is needed; else there need be no body. */
    @PostMapping("/services/{name}/test")
    @Needs(resource = Resource.NOTIFICATIONS, action = "update", on = On.INSTALLATION)
    ObjectNode test(
            @PathVariable String name,
            @RequestBody(required = false) Optional<JsonNode> body,
            @AuthenticationPrincipal Principal principal) {
        String recipient =
                body.map(given -> given.path("recipient").asString("")).orElse("");
        Outcome outcome = deliveries.trial(name, recipient, principal.actor());
        return JsonNodeFactory.instance
                .objectNode()
                .put("sent", outcome instanceof Outcome.Sent)
                .put("answer", outcome.answer());
    }

    @GetMapping("/triggers")
    @Needs(resource = Resource.NOTIFICATIONS, action = "get", on = On.INSTALLATION)
    ObjectNode triggers() {
        return list(Stream.of(Trigger.values()).map(trigger -> JsonNodeFactory.instance
                .objectNode()
                .put("name", trigger.word())
                .put("meaning", trigger.meaning())));
    }

    @GetMapping("/templates")
    @Needs(resource = Resource.NOTIFICATIONS, action = "get", on = On.INSTALLATION)
    ObjectNode templates() {
        Map<Trigger, Text> changed = texts.changed();
        return list(Stream.of(Trigger.values())
                .map(trigger -> show(trigger, changed.getOrDefault(trigger, trigger.builtIn()))
                        .put("changed", changed.containsKey(trigger))));
    }

    /** {@code {"title", "text"}}; under the name of the trigger or that of the template. */
    @PutMapping("/templates/{trigger}")
    @Needs(resource = Resource.NOTIFICATIONS, action = "update", on = On.INSTALLATION)
    ObjectNode change(
            @PathVariable String trigger, @RequestBody JsonNode body, @AuthenticationPrincipal Principal principal) {
        Trigger meant = ofText(trigger);
        Text text = new Text(body.path("title").asString(""), body.path("text").asString(""));
        texts.change(meant, text, principal.actor());
        return show(meant, text);
    }

    @DeleteMapping("/templates/{trigger}")
    @Needs(resource = Resource.NOTIFICATIONS, action = "update", on = On.INSTALLATION)
    ObjectNode reset(@PathVariable String trigger, @AuthenticationPrincipal Principal principal) {
        Trigger meant = ofText(trigger);
        texts.reset(meant, principal.actor());
        return show(meant, meant.builtIn());
    }

    /** Those of the installation; what annotations ask for is in the annotations. */
    @GetMapping("/subscriptions")
    @Needs(resource = Resource.NOTIFICATIONS, action = "get", on = On.INSTALLATION)
    ObjectNode subscriptions() {
        return list(subscriptions.defaults().stream().map(each -> JsonNodeFactory.instance
                .objectNode()
                .put("trigger", each.trigger().word())
                .put("service", each.service())
                .put("recipient", each.recipient())));
    }

    /** {@code {"trigger", "service", "recipient"}}. */
    @PostMapping("/subscriptions")
    @Needs(resource = Resource.NOTIFICATIONS, action = "update", on = On.INSTALLATION)
    ObjectNode subscribe(@RequestBody JsonNode body, @AuthenticationPrincipal Principal principal) {
        subscriptions.addDefault(
                new Subscription(
                        trigger(body.path("trigger").asString("")),
                        body.path("service").asString(""),
                        body.path("recipient").asString("")),
                principal.actor());
        return subscriptions();
    }

    @DeleteMapping("/subscriptions")
    @Needs(resource = Resource.NOTIFICATIONS, action = "update", on = On.INSTALLATION)
    ObjectNode unsubscribe(
            @RequestParam String trigger,
            @RequestParam String service,
            @RequestParam(defaultValue = "") String recipient,
            @AuthenticationPrincipal Principal principal) {
        subscriptions.removeDefault(new Subscription(trigger(trigger), service, recipient), principal.actor());
        return subscriptions();
    }

    /** The newest first. */
    @GetMapping("/deliveries")
    @Needs(resource = Resource.NOTIFICATIONS, action = "get", on = On.INSTALLATION)
    ObjectNode deliveries(@RequestParam(defaultValue = "100") int limit) {
        return list(deliveries.latest(Math.clamp(limit, 1, MOST)).stream().map(NotificationsApi::show));
    }

    @GetMapping("/deliveries/{id}")
    @Needs(resource = Resource.NOTIFICATIONS, action = "get", on = On.INSTALLATION)
    ObjectNode delivery(@PathVariable long id) {
        Delivery.Story story = deliveries.story(id).orElseThrow(() -> Problem.stalled(
                        "NotFound", "There is no such message any more. They are kept for thirty days.")
                .asException());
        ObjectNode result = show(story.delivery());
        ArrayNode attempts = result.putArray("history");
        story.attempts().forEach(each -> attempts.addObject()
                .put("number", each.number())
                .put("at", each.at().toString())
                .put("outcome", each.outcome())
                .put("answer", each.answer())
                .put("tookMillis", each.tookMillis()));
        return result;
    }

    @PostMapping("/deliveries/{id}/again")
    @Needs(resource = Resource.NOTIFICATIONS, action = "update", on = On.INSTALLATION)
    ObjectNode again(@PathVariable long id, @AuthenticationPrincipal Principal principal) {
        deliveries.again(id, principal.actor());
        return delivery(id);
    }

    private static MessengerRegistration registration(String name, Kind kind, JsonNode body) {
        return new MessengerRegistration(
                name, kind, fields(body, "settings", kind, false), fields(body, "secrets", kind, true));
    }

    /** A field that is written under the wrong heading would be lost, and a secret perhaps shown. */
    private static Map<String, String> fields(JsonNode body, String heading, Kind kind, boolean secret) {
        List<String> known = kind.fields().stream()
                .filter(field -> field.secret() == secret)
                .map(Field::name)
                .toList();
        Map<String, String> values = new HashMap<>();
        body.path(heading).properties().forEach(entry -> {
            if (!known.contains(entry.getKey())) {
                throw Problem.stalled(
                                "UnknownField",
                                "%s of %s has no field of this name. There are: %s."
                                        .formatted(heading, kind.word(), String.join(", ", known)))
                        .asException();
            }
            values.put(entry.getKey(), entry.getValue().asString(""));
        });
        return values;
    }

    private static Kind kind(JsonNode body) {
        Optional<Kind> kind = Kind.of(body.path("kind").asString(""));
        return kind.orElseThrow(() -> Problem.stalled(
                        "InvalidRequest",
                        "The kind is one of %s."
                                .formatted(String.join(
                                        ", ",
                                        Stream.of(Kind.values()).map(Kind::word).toList())))
                .asException());
    }

    private static Trigger ofText(String name) {
        return Trigger.ofText(name).orElseGet(() -> trigger(name));
    }

    private static Trigger trigger(String word) {
        return Trigger.of(word).orElseThrow(() -> Problem.stalled(
                        "NotFound", "There is no such trigger. /api/v1/notifications/triggers lists them.")
                .asException());
    }

    private static ObjectNode list(Stream<ObjectNode> items) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        ArrayNode array = list.putArray("items");
        items.forEach(array::add);
        return list;
    }

    private static ObjectNode show(Messenger messenger) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("name", messenger.name())
                .put("kind", messenger.kind().word())
                .put("place", messenger.place());
        ObjectNode settings = result.putObject("settings");
        messenger.kind().fields().stream()
                .filter(field -> !field.secret())
                .filter(field -> !messenger.setting(field.name()).isEmpty())
                .forEach(field -> settings.put(field.name(), messenger.setting(field.name())));
        ArrayNode configured = result.putArray("configured");
        messenger.configured().stream().sorted().forEach(configured::add);
        return result;
    }

    private static ObjectNode show(Trigger trigger, Text text) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", trigger.word())
                .put("template", trigger.template())
                .put("title", text.title())
                .put("text", text.body());
    }

    private static ObjectNode show(Delivery delivery) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("id", delivery.id())
                .put("trigger", delivery.trigger().word())
                .put("application", delivery.application().toString())
                .put("project", delivery.project())
                .put("service", delivery.service())
                .put("recipient", delivery.recipient())
                .put("state", delivery.state().name())
                .put("attempts", delivery.attempts())
                .put("answer", delivery.answer())
                .put("createdAt", delivery.createdAt().toString());
        delivery.operation().ifPresent(id -> result.put("operation", id));
        delivery.finishedAt().ifPresent(at -> result.put("finishedAt", at.toString()));
        if (delivery.state() == Delivery.State.WAITING) {
            result.put("dueAt", delivery.dueAt().toString());
        }
        return result;
    }
}
