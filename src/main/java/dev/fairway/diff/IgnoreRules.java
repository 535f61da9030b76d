package dev.fairway.diff;

import dev.fairway.diff.spec.IgnoreRule;
import dev.fairway.resource.Manifest;
import dev.fairway.resource.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The differences one application does not want to hear of, those of the installation included. Expressions are compiled
 * once; safe for use by many threads.
 */
public final class IgnoreRules {

    public static final IgnoreRules NONE = new IgnoreRules(List.of(), ComparisonSettings.DEFAULT);

    private final List<IgnoreRule> rules;
    private final ComparisonSettings settings;
    private final Map<String, Compiled> expressions = new ConcurrentHashMap<>();

    private IgnoreRules(List<IgnoreRule> rules, ComparisonSettings settings) {
        this.rules = List.copyOf(rules);
        this.settings = settings;
    }

    /**
     * @param rules those of the application and of the installation
     */
    public static IgnoreRules of(List<IgnoreRule> rules, ComparisonSettings settings) {
        return new IgnoreRules(rules, settings);
    }

    ComparisonSettings settings() {
        return settings;
    }

    /** Whether a rule about the object asks who owns its fields. */
    public boolean asksForOwners(ResourceKey key) {
        return matching(key).stream()
                .anyMatch(rule -> !rule.managedFieldsManagers().isEmpty());
    }

    /**
     * What a sync with {@code RespectIgnoreDifferences=true} applies: where a field is ignored, the live value takes the
     * place of the desired one, and a field that is not live is not written.
     */
    public Manifest respecting(Manifest desired, Manifest live) {
        List<String> unheard = new ArrayList<>();
        ResourceKey key = desired.key();
        return desired.with(tree -> {
            for (IgnoreRule rule : matching(key)) {
                List<TreePath> places = new ArrayList<>(places(rule, live.tree(), unheard));
                places.addAll(places(rule, desired.tree(), unheard));
                places.stream().distinct().sorted(TreePath.LAST_FIRST).forEach(place -> {
                    JsonNode value = place.in(live.tree());
                    if (value.isMissingNode()) {
                        place.removeFrom(tree);
                    } else {
                        place.setIn(tree, value.deepCopy());
                    }
                });
                for (String manager : rule.managedFieldsManagers()) {
                    OwnedFields.copy(Ownership.ofManager(live, manager), live.tree(), tree);
                }
            }
        });
    }

    /** The object without what is ignored. Rules that cannot be used on it are told, and the others still are. */
    Manifest applyTo(Manifest manifest, Manifest live, List<String> warnings) {
        List<IgnoreRule> matching = matching(manifest.key());
        if (matching.isEmpty()) {
            return manifest;
        }
        return manifest.with(tree -> {
            for (IgnoreRule rule : matching) {
                remove(tree, places(rule, tree, warnings));
                for (String manager : rule.managedFieldsManagers()) {
                    OwnedFields.remove(Ownership.ofManager(live, manager), tree);
                }
            }
        });
    }

    private List<IgnoreRule> matching(ResourceKey key) {
        return rules.stream().filter(rule -> rule.matches(key)).toList();
    }

    private static void remove(ObjectNode tree, List<TreePath> places) {
        places.stream().sorted(TreePath.LAST_FIRST).forEach(place -> place.removeFrom(tree));
    }

    private List<TreePath> places(IgnoreRule rule, ObjectNode tree, List<String> warnings) {
        List<TreePath> places = new ArrayList<>();
        for (String pointer : rule.jsonPointers()) {
            TreePath.ofPointer(pointer)
                    .ifPresentOrElse(
                            places::add,
                            () -> warn(
                                    warnings,
                                    "The JSON pointer %s is not used: it does not begin with a slash."
                                            .formatted(pointer)));
        }
        for (String expression : rule.jqPathExpressions()) {
            try {
                places.addAll(compiled(expression).in(tree));
            } catch (JqPaths.Unusable unusable) {
                warn(warnings, unusable.reason());
            }
        }
        return places;
    }

    private static void warn(List<String> warnings, String warning) {
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
    }

    private JqPaths compiled(String expression) throws JqPaths.Unusable {
        return expressions
                .computeIfAbsent(expression, text -> {
                    try {
                        return new Usable(JqPaths.compile(text));
                    } catch (JqPaths.Unusable unusable) {
                        return new Refused(unusable);
                    }
                })
                .paths();
    }

    /** A refusal is kept like a success, so that it is found out once. */
    private sealed interface Compiled {
        JqPaths paths() throws JqPaths.Unusable;
    }

    private record Usable(JqPaths paths) implements Compiled {}

    private record Refused(JqPaths.Unusable why) implements Compiled {
        @Override
        public JqPaths paths() throws JqPaths.Unusable {
            throw why;
        }
    }
}
