package dev.fairway.notifications;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Subscriptions in annotations, as Argo CD reads them:
 * {@code notifications.argoproj.io/subscribe.on-sync-failed.slack: shop-alerts;on-call}. Written by whoever writes the
 * repository, so bounded: what is too long or too much is left out.
 */
final class Annotations {

    private static final String PREFIX = "notifications.argoproj.io/subscribe.";
    private static final int MOST = 20;
    private static final int LONGEST = 200;

    private Annotations() {}

    static Stream<Subscription> of(Map<String, String> annotations, Trigger trigger) {
        return annotations.entrySet().stream()
                .filter(annotation -> annotation.getKey().startsWith(PREFIX))
                .sorted(Map.Entry.comparingByKey())
                .flatMap(annotation ->
                        subscriptions(annotation.getKey().substring(PREFIX.length()), annotation.getValue(), trigger))
                .limit(MOST);
    }

    private static Stream<Subscription> subscriptions(String key, String value, Trigger wanted) {
        int dot = key.indexOf('.');
        Optional<Trigger> trigger = dot < 0 ? Optional.empty() : Trigger.of(key.substring(0, dot));
        String service = key.substring(dot + 1);
        // A name that no destination can have is nobody's.
        if (trigger.filter(wanted::equals).isEmpty() || !MessengerRules.isName(service)) {
            return Stream.empty();
        }
        List<String> recipients = Arrays.stream(value.split(";", MOST + 1))
                .map(String::strip)
                .filter(recipient -> !recipient.isEmpty() && recipient.length() <= LONGEST)
                .limit(MOST)
                .toList();
        return (recipients.isEmpty() ? Stream.of("") : recipients.stream())
                .map(recipient -> new Subscription(wanted, service, recipient));
    }
}
