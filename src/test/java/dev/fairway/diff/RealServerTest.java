package dev.fairway.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.resource.Manifest;
import dev.fairway.resource.Manifests;
import dev.fairway.resource.ResourceKey;
import dev.fairway.resource.SecretText;
import dev.fairway.resource.YamlLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Objects of many kinds as a kube-apiserver 1.36 made them of {@code git.yaml} by a server-side apply (live), and as it
 * answered the same apply again as a dry-run (predicted): nothing differs, and the server need not even be asked.
 */
class RealServerTest {

    /** Places where only the server knows: it drops what is false or empty, or fills in parts of an atomic list. */
    private static final Map<String, String> ASKS_THE_SERVER = Map.of(
            "DaemonSet/default/agent", "hostNetwork: false is dropped",
            "Thing/default/t", "the list has a default in its items and no keys");

    private static final Map<ResourceKey, Manifest> GIT = read("git.yaml");
    private static final Map<ResourceKey, Manifest> LIVE = read("live.json");
    private static final Map<ResourceKey, Manifest> PREDICTED = read("predicted.json");

    static Stream<ResourceKey> objects() {
        return GIT.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("objects")
    void theServersPredictionShowsNoDifference(ResourceKey key) {
        Comparison comparison = Comparer.compare(
                Optional.of(GIT.get(key)),
                Optional.of(PREDICTED.get(key)),
                Optional.of(LIVE.get(key)),
                IgnoreRules.NONE);
        assertThat(comparison.changes()).isEmpty();
        assertThat(comparison.isSynced()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("objects")
    void theServerNeedNotBeAsked(ResourceKey key) {
        Comparison comparison = Comparer.compare(
                Optional.of(GIT.get(key)), Optional.empty(), Optional.of(LIVE.get(key)), IgnoreRules.NONE);
        assertThat(comparison.changes().isEmpty())
                .as("%s", comparison.changes())
                .isEqualTo(!ASKS_THE_SERVER.containsKey(key.display()));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void aLabelThatGitDropsIsADifferenceWithoutTheServer(ResourceKey key) {
        Manifest labelled = LIVE.get(key).withLabel("dropped", "x").with(tree -> {
            var fields = Objects.tree("{f:metadata: {f:labels: {f:dropped: {}}}}");
            tree.withObject("/metadata")
                    .withArrayProperty("managedFields")
                    .addObject()
                    .put("manager", "fairway")
                    .put("operation", "Apply")
                    .set("fieldsV1", fields);
        });
        Comparison comparison =
                Comparer.compare(Optional.of(GIT.get(key)), Optional.empty(), Optional.of(labelled), IgnoreRules.NONE);
        assertThat(comparison.changes())
                .extracting(FieldChange::path)
                .anyMatch(path -> path.startsWith("metadata.labels"));
    }

    /** Whoever changes or removes anything that we applied: the local filter never hides it. */
    @ParameterizedTest
    @MethodSource("objects")
    void noDriftOfAnAppliedFieldIsMissed(ResourceKey key) {
        Manifest live = LIVE.get(key);
        List<TreePath> applied = new ArrayList<>();
        collect(live.tree(), GIT.get(key).tree(), Ownership.ours(live), List.of(), applied);
        List<String> missed = new ArrayList<>();
        for (TreePath place : applied) {
            Manifest changed = live.with(tree -> place.setIn(tree, other(place.in(tree))));
            Manifest removed = live.with(place::removeFrom);
            if (Comparer.local(GIT.get(key), changed, IgnoreRules.NONE) == LocalVerdict.SAME) {
                missed.add("changed " + place.segments());
            }
            if (Comparer.local(GIT.get(key), removed, IgnoreRules.NONE) == LocalVerdict.SAME) {
                missed.add("removed " + place.segments());
            }
        }
        assertThat(missed).isEmpty();
    }

    /** The single values that Git says and we own, by their places in the live object. */
    private static void collect(
            JsonNode live, JsonNode git, Ownership ours, List<String> path, List<TreePath> applied) {
        if (ours.isNothing() || git.isMissingNode()) {
            return;
        }
        if (live.isObject() && !live.isEmpty()) {
            live.properties()
                    .forEach(field -> collect(
                            field.getValue(),
                            git.path(field.getKey()),
                            ours.field(field.getKey()),
                            with(path, field.getKey()),
                            applied));
        } else if (live.isArray() && !live.isEmpty()) {
            for (int i = 0; i < live.size(); i++) {
                JsonNode item = live.path(i);
                Ownership known = ours.item(item).isNothing() ? ours.value(item) : ours.item(item);
                collect(item, git.path(i), known, with(path, Integer.toString(i)), applied);
            }
        } else if (live.isValueNode() && !live.isNull()) {
            applied.add(new TreePath(path));
        }
    }

    private static List<String> with(List<String> path, String segment) {
        List<String> longer = new ArrayList<>(path);
        longer.add(segment);
        return longer;
    }

    private static JsonNode other(JsonNode value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (value.isNumber()) {
            return nodes.numberNode(value.longValue() + 1);
        }
        return value.isBoolean()
                ? nodes.booleanNode(!value.booleanValue())
                : nodes.stringNode(value.asString("") + "x");
    }

    @Test
    void everyObjectOfGitIsLiveAndPredicted() {
        assertThat(GIT.keySet()).hasSizeGreaterThan(25).isEqualTo(LIVE.keySet()).isEqualTo(PREDICTED.keySet());
    }

    private static Map<ResourceKey, Manifest> read(String name) {
        SecretText.Hiding hiding = name.startsWith("git")
                ? value -> SecretText.sealed("f" + value.hashCode(), "x")
                : value -> SecretText.fingerprinted("f" + value.hashCode());
        try (var stream = RealServerTest.class.getResourceAsStream("/diff/server/" + name)) {
            Map<ResourceKey, Manifest> objects = new LinkedHashMap<>();
            Manifests.parse(stream.readAllBytes(), name, YamlLimits.DEFAULT, hiding)
                    .forEach(object -> objects.put(object.key(), object));
            return objects;
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
