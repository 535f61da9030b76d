package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a fault rule is about. Each list holds patterns in which {@code *} stands for anything; an empty list admits all.
 *
 * @param kinds {@code Deployment} or {@code Deployment.apps}
 * @param until when the rule ends by itself
 */
record FaultScope(
        List<String> kinds, List<String> namespaces, List<String> names, List<String> users, Optional<Instant> until) {

    boolean admits(Manifest object, Instant now) {
        return admits(object.key().groupKind(), object.namespace(), object.name(), now);
    }

    boolean admits(GroupKind kind, String namespace, String name, Instant now) {
        return until.filter(end -> !now.isBefore(end)).isEmpty()
                && (any(kinds, kind.kind()) || any(kinds, kind.kind() + "." + kind.group()))
                && any(namespaces, namespace)
                && any(names, name);
    }

    boolean admitsUser(String user) {
        return any(users, user);
    }

    boolean namesUsers() {
        return !users.isEmpty();
    }

    private static boolean any(List<String> patterns, String text) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, text));
    }

    private static boolean matches(String pattern, String text) {
        String regex = Pattern.compile("\\*")
                .splitAsStream(pattern + " ")
                .map(part -> Pattern.quote(part.endsWith(" ") ? part.substring(0, part.length() - 1) : part))
                .collect(Collectors.joining(".*"));
        return text.matches(regex);
    }
}
