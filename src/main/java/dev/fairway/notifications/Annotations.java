package dev.fairway.notifications;

import dev.fairway.resource.Manifests;
import dev.fairway.resource.ProblemException;
import dev.fairway.resource.YamlLimits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Subscriptions in annotations, as Argo CD reads them:
 * {@code notifications.argoproj.io/subscribe.on-sync-failed.slack: shop-alerts;on-call}, or several at once as the YAML list
 * {@code notifications.argoproj.io/subscriptions}. Written by whoever writes the repository, so bounded: what is too long, too much
 * or not understood is left out.
 */
final class Annotations {

    private static final String PREFIX = "notifications.argoproj.io/subscribe.";
    private static final String LIST = "notifications.argoproj.io/subscriptions";
    private static final YamlLimits SMALL = new YamlLimits(64 * 1024, 64 * 1024, 8, 2_000, 0, 1);
    private static final int MOST = 20;
    private static final int LONGEST = 200;

    private Annotations() {}

    static Stream<Subscription> of(Map<String, String> annotations, Trigger trigger) {
        Stream<Subscription> single = annotations.entrySet().stream()
                .filter(annotation -> annotation.getKey().startsWith(PREFIX))
                .sorted(Map.Entry.comparingByKey())
                .flatMap(annotation ->
                        subscriptions(annotation.getKey().substring(PREFIX.length()), annotation.getValue(), trigger));
        return Stream.concat(single, listed(annotations.getOrDefault(LIST, ""), trigger))
                .distinct()
                .limit(MOST);
    }

    private static Stream<Subscription> listed(String yaml, Trigger wanted) {
        return yaml.isBlank()
                ? Stream.empty()
                : tree(yaml)
                        .valueStream()
                        .filter(each -> texts(each.path("trigger")).anyMatch(wanted.word()::equals))
                        .flatMap(each -> each.path("destinations").valueStream())
                        .flatMap(destination -> destination(destination, wanted));
    }

    private static JsonNode tree(String yaml) {
        try {
            return Manifests.readTree(yaml.getBytes(StandardCharsets.UTF_8), LIST, SMALL);
        } catch (ProblemException unreadable) {
            return tools.jackson.databind.node.MissingNode.getInstance();
        }
    }

    private static Stream<Subscription> destination(JsonNode destination, Trigger wanted) {
        String service = destination.path("service").asString("");
        if (!MessengerRules.isName(service)) {
            return Stream.empty();
        }
        return to(texts(destination.path("recipients")), service, wanted);
    }

    /** One text, or a list of them. */
    private static Stream<String> texts(JsonNode node) {
        return (node.isArray() ? node.valueStream() : Stream.of(node)).map(each -> each.asString(""));
    }

    private static Stream<Subscription> subscriptions(String key, String value, Trigger wanted) {
        int dot = key.indexOf('.');
        Optional<Trigger> trigger = dot < 0 ? Optional.empty() : Trigger.of(key.substring(0, dot));
        String service = key.substring(dot + 1);
        // A name that no destination can have is nobody's.
        if (trigger.filter(wanted::equals).isEmpty() || !MessengerRules.isName(service)) {
            return Stream.empty();
        }
        return to(Arrays.stream(value.split(";", MOST + 1)), service, wanted);
    }

    /** Nobody in particular if none is named: a destination may know its own. */
    private static Stream<Subscription> to(Stream<String> named, String service, Trigger wanted) {
        List<String> recipients = named.map(String::strip)
                .filter(recipient -> !recipient.isEmpty() && recipient.length() <= LONGEST)
                .limit(MOST)
                .toList();
        return (recipients.isEmpty() ? Stream.of("") : recipients.stream())
                .map(recipient -> new Subscription(wanted, service, recipient));
    }
}
