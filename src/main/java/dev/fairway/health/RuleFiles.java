package dev.fairway.health;

import dev.fairway.resource.GroupKind;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.YamlLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The rules kept as data, read once from the class path. A file is a list of rules; each names groups (a leading {@code *}
 * stands for any beginning) and kinds, and its cases in order. {@code text} is the message as it is, {@code message} an
 * expression that gives it.
 */
final class RuleFiles {

    /** In this order; a rule for an exact kind beats one for a pattern wherever it stands. */
    static final List<String> FILES = List.of(
            "argo",
            "cert-manager",
            "cluster-api",
            "crossplane",
            "databases",
            "external-secrets",
            "flagger",
            "flux",
            "gateway-api",
            "keda",
            "knative",
            "kubernetes",
            "kyverno",
            "monitoring",
            "strimzi",
            "virtualization");

    private final Map<GroupKind, ExpressionRule> exact = new LinkedHashMap<>();
    private final List<Pattern> patterns = new ArrayList<>();

    private record Pattern(String groupEnd, String kind, ExpressionRule rule) {
        boolean matches(GroupKind other) {
            return other.group().endsWith(groupEnd) && (kind.equals("*") || kind.equals(other.kind()));
        }
    }

    /** Those that come with the program. */
    static RuleFiles shipped() {
        RuleFiles rules = new RuleFiles();
        FILES.forEach(name -> rules.read("/health/" + name + ".yaml"));
        return rules;
    }

    Optional<ExpressionRule> of(GroupKind kind) {
        ExpressionRule rule = exact.get(kind);
        return rule != null
                ? Optional.of(rule)
                : patterns.stream()
                        .filter(pattern -> pattern.matches(kind))
                        .map(Pattern::rule)
                        .findFirst();
    }

    /** Compiles all, to find faults in the files. */
    int compileAll() {
        exact.values().forEach(ExpressionRule::compiled);
        patterns.forEach(pattern -> pattern.rule().compiled());
        return exact.size() + patterns.size();
    }

    private void read(String file) {
        try (InputStream stream = RuleFiles.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("The rule file " + file + " is missing from this program");
            }
            for (JsonNode rule : Manifests.readTree(stream.readAllBytes(), file, YamlLimits.DEFAULT)) {
                add(rule);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void add(JsonNode node) {
        List<ExpressionRule.Case> cases = new ArrayList<>();
        for (JsonNode each : node.path("cases")) {
            cases.add(new ExpressionRule.Case(
                    each.path("when").asString("true"),
                    HealthStatus.ofText(each.path("health").asString("")),
                    each.has("message") ? each.path("message").asString("") : literal(each.path("text"))));
        }
        ExpressionRule rule = new ExpressionRule(cases);
        for (JsonNode group : node.path("groups")) {
            for (JsonNode kind : node.path("kinds")) {
                String name = group.asString("");
                if (name.startsWith("*") || kind.asString("").equals("*")) {
                    patterns.add(new Pattern(name.replace("*", ""), kind.asString(""), rule));
                } else {
                    exact.put(new GroupKind(name, kind.asString("")), rule);
                }
            }
        }
    }

    private static String literal(JsonNode text) {
        return "\"" + text.asString("").replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
