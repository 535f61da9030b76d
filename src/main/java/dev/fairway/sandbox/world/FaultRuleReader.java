package dev.fairway.sandbox.world;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Reads fault rules. A ConfigMap that says nothing sensible is no rule. */
final class FaultRuleReader {

    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");
    private static final Set<String> CHANGES = Set.of("create", "update", "patch");
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FaultRuleReader() {}

    static Optional<FaultRule> read(Manifest map) {
        FaultScope scope = scope(map);
        return switch (map.label(FaultRule.LABEL).orElse("")) {
            case "forbid" -> Optional.of(new FaultRule.Forbid(scope, verbs(map, WRITES)));
            case "deny" ->
                Optional.of(new FaultRule.Deny(
                        scope,
                        verbs(map, CHANGES),
                        value(map, "webhook").orElse(map.name() + ".sandbox.fairway.dev"),
                        value(map, "message").orElse("denied by a fault rule of the sandbox")));
            case "conflict" -> Optional.of(new FaultRule.Conflict(scope, verbs(map, CHANGES)));
            case "quota" -> quota(map, scope);
            case "unschedulable" ->
                Optional.of(
                        new FaultRule.Unschedulable(scope, value(map, "message").orElse("Insufficient cpu")));
            case "fail-probes" -> Optional.of(new FaultRule.FailProbes(scope));
            case "revert" ->
                value(map, "field")
                        .filter(field -> field.startsWith("/"))
                        .map(field -> new FaultRule.Revert(scope, field, json(value(map, "value"))));
            case "slow" -> Optional.of(new FaultRule.Slow(scope, verbs(map, Set.of()), delay(map)));
            case "drop" -> Optional.of(new FaultRule.Drop(scope, verbs(map, Set.of())));
            case "end" -> Optional.of(new FaultRule.End(scope));
            default -> Optional.empty();
        };
    }

    private static Optional<FaultRule> quota(Manifest map, FaultScope scope) {
        String kind = value(map, "kinds").orElse("Pod");
        String hard = value(map, "hard").orElse("0");
        if (!hard.matches("\\d{1,9}") || kind.contains(",") || kind.contains("*")) {
            return Optional.empty();
        }
        int dot = kind.indexOf('.');
        GroupKind one =
                dot < 0 ? new GroupKind("", kind) : new GroupKind(kind.substring(dot + 1), kind.substring(0, dot));
        return Optional.of(new FaultRule.Quota(scope, map.name(), one, Integer.parseInt(hard)));
    }

    private static FaultScope scope(Manifest map) {
        Optional<Instant> until = value(map, "seconds")
                .filter(seconds -> seconds.matches("\\d{1,9}"))
                .flatMap(seconds -> Json.instant(map.at("/metadata/creationTimestamp"))
                        .map(made -> made.plusSeconds(Long.parseLong(seconds))));
        return new FaultScope(
                list(map, "kinds"), list(map, "namespaces"), list(map, "names"), list(map, "users"), until);
    }

    private static Optional<String> value(Manifest map, String field) {
        return Optional.of(map.text("/data/" + field).strip()).filter(text -> !text.isEmpty());
    }

    private static List<String> list(Manifest map, String field) {
        return value(map, field).stream()
                .flatMap(text -> Stream.of(text.split("[,\\s]+")))
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static Set<String> verbs(Manifest map, Set<String> otherwise) {
        List<String> given = list(map, "verbs");
        return given.isEmpty()
                ? otherwise
                : given.stream().map(verb -> verb.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    private static Duration delay(Manifest map) {
        String text = value(map, "delay").orElse("2s");
        try {
            Duration delay = text.endsWith("ms")
                    ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
                    : Duration.ofSeconds(Long.parseLong(text.replace("s", "")));
            return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
        } catch (NumberFormatException unreadable) {
            return Duration.ofSeconds(2);
        }
    }

    /** What is not JSON is meant as text. */
    private static JsonNode json(Optional<String> text) {
        if (text.isEmpty()) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(text.get());
        } catch (JacksonException notJson) {
            return JSON.getNodeFactory().stringNode(text.get());
        }
    }
}
