package dev.fairway.resource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import tools.jackson.databind.JsonNode;

/**
 * Where a value stands, or could stand, in a text of YAML, and the text with another value there. Everything around it, comments
 * and order and indentation, stays as somebody wrote it. Whether the place is the right one is for the caller to prove.
 *
 * @param object the name of the object that it is in; empty if it has none
 * @param line where the text changes first, counts from 1
 * @param changed the whole text with the change
 */
public record YamlPlace(String object, int line, String changed) {

    private static final int DEEPEST = 100;

    /** One step down. */
    public sealed interface Step {

        record Field(String name) implements Step {}

        record Index(int index) implements Step {}

        /** The item of a list that has these values. */
        record Item(Map<String, String> key) implements Step {}
    }

    /**
     * Puts a value into every object of a kind: in place of what is there, or into the mapping or list that would hold it. An
     * object where that cannot be done without touching something else gives none: the value comes from an anchor or a merge
     * key, is tagged, is there twice, a comment would be lost, or nothing is there to hold it. So does a text that is no YAML,
     * such as a template.
     */
    public static List<YamlPlace> writing(String text, String kind, List<Step> steps, JsonNode value) {
        return each(text, kind, (edits, root) -> write(edits, root, steps, value));
    }

    /**
     * A single value of a text that is no object, such as Helm's values, and the way to it.
     *
     * @param name the way as people write it: {@code image.tag}
     */
    public record Leaf(String name, List<Step> steps, String value, boolean text) {}

    /** The values of a text of one document, at most so many; none if it is no YAML, or more documents. */
    public static List<Leaf> leaves(String text, int most) {
        List<Leaf> leaves = new ArrayList<>();
        documents(text, (edits, root) -> collect(root, "", List.of(), leaves, most, new HashSet<>()));
        return List.copyOf(leaves);
    }

    /** Puts a value in place of what is there, likewise; empty where {@link #writing} gives none. */
    public static Optional<YamlPlace> replacing(String text, Leaf leaf, JsonNode value) {
        List<YamlPlace> places = new ArrayList<>();
        documents(text, (edits, root) -> {
            write(edits, root, leaf.steps(), value);
            edits.changed().ifPresent(changed -> places.add(new YamlPlace("", edits.line(), changed)));
        });
        return places.stream().findFirst();
    }

    private static void collect(
            Node node, String name, List<Step> steps, List<Leaf> leaves, int most, Set<Node> passed) {
        // What is shared by an anchor stands in several places.
        if (leaves.size() >= most || node.getAnchor() != null || !passed.add(node)) {
            return;
        }
        if (node instanceof ScalarNode scalar && !steps.isEmpty()) {
            leaves.add(new Leaf(name, steps, scalar.getValue(), scalar.getTag().equals(Tag.STR)));
        } else if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key) {
                    collect(
                            entry.getValueNode(),
                            name.isEmpty() ? key.getValue() : name + "." + key.getValue(),
                            with(steps, new Step.Field(key.getValue())),
                            leaves,
                            most,
                            passed);
                }
            }
        } else if (node instanceof SequenceNode list) {
            for (int at = 0; at < list.getValue().size(); at++) {
                collect(
                        list.getValue().get(at),
                        name + "[" + at + "]",
                        with(steps, new Step.Index(at)),
                        leaves,
                        most,
                        passed);
            }
        }
    }

    private static List<Step> with(List<Step> steps, Step next) {
        List<Step> all = new ArrayList<>(steps);
        all.add(next);
        return List.copyOf(all);
    }

    /** Does nothing to a text of more than one document: which of them counts is not known. */
    private static void documents(String text, Work work) {
        try {
            Composer composer = composer(text);
            if (!composer.checkNode()) {
                return;
            }
            Node root = composer.getNode();
            if (!composer.checkNode()) {
                work.on(new YamlEdits(text, root), root);
            }
        } catch (YAMLException notYaml) {
            // A template is none.
        }
    }

    private static Composer composer(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(Integer.MAX_VALUE);
        options.setMergeOnCompose(false);
        return new Composer(new ParserImpl(new StreamReader(text), options), new PlainScalars(), options);
    }

    /** Takes a value out of every object of a kind; where {@link #writing} gives none, neither does this. */
    public static List<YamlPlace> removing(String text, String kind, List<Step> steps) {
        return each(text, kind, (edits, root) -> remove(edits, root, steps));
    }

    private interface Work {
        void on(YamlEdits edits, Node root);
    }

    private static List<YamlPlace> each(String text, String kind, Work work) {
        List<YamlPlace> places = new ArrayList<>();
        try {
            Composer composer = composer(text);
            while (composer.checkNode()) {
                Node root = composer.getNode();
                YamlEdits edits = new YamlEdits(text, root);
                if (says(root, "kind", kind)) {
                    work.on(edits, root);
                    edits.changed().ifPresent(changed -> places.add(new YamlPlace(name(root), edits.line(), changed)));
                }
            }
            return List.copyOf(places);
        } catch (YAMLException notYaml) {
            return List.of();
        }
    }

    private static void write(YamlEdits edits, Node root, List<Step> steps, JsonNode value) {
        Optional<Node> holder = holder(root, steps);
        if (holder.isEmpty()) {
            return;
        }
        List<Node> found = next(holder.get(), steps.getLast());
        if (found.size() == 1) {
            edits.become(holder.get(), found.getFirst(), value);
        } else if (found.isEmpty()) {
            switch (steps.getLast()) {
                case Step.Field field -> {
                    if (holder.get() instanceof MappingNode mapping) {
                        edits.put(mapping, field.name(), value);
                    }
                }
                case Step.Item item -> {
                    if (holder.get() instanceof SequenceNode list) {
                        edits.add(list, value);
                    }
                }
                case Step.Index index -> {
                    // Which place of a list it would have is known only of what is there.
                }
            }
        }
    }

    private static void remove(YamlEdits edits, Node root, List<Step> steps) {
        Optional<Node> holder = holder(root, steps);
        List<Node> found = holder.map(node -> next(node, steps.getLast())).orElse(List.of());
        if (found.size() == 1) {
            List<Step> above = steps.subList(0, steps.size() - 1);
            edits.remove(
                    holder.orElseThrow(), found.getFirst(), above.isEmpty() ? Optional.empty() : holder(root, above));
        }
    }

    /** What holds the last step; empty if the way there is shared with another place, or is none. */
    private static Optional<Node> holder(Node root, List<Step> steps) {
        Node node = root;
        Set<Node> passed = new HashSet<>();
        for (Step step : steps.subList(0, steps.size() - 1)) {
            if (node.getAnchor() != null || !passed.add(node)) {
                return Optional.empty();
            }
            List<Node> next = next(node, step);
            if (next.size() != 1) {
                return Optional.empty();
            }
            node = next.getFirst();
        }
        return node.getAnchor() == null ? Optional.of(node) : Optional.empty();
    }

    private static List<Node> next(Node node, Step step) {
        return switch (step) {
            case Step.Field field -> field(node, field.name());
            case Step.Index place -> item(node, place.index());
            case Step.Item item -> items(node, item.key());
        };
    }

    private static String name(Node root) {
        return field(root, "metadata").stream()
                .flatMap(metadata -> field(metadata, "name").stream())
                .filter(ScalarNode.class::isInstance)
                .map(name -> ((ScalarNode) name).getValue())
                .findFirst()
                .orElse("");
    }

    private static List<Node> item(Node node, int index) {
        return node instanceof SequenceNode list && index < list.getValue().size()
                ? List.of(list.getValue().get(index))
                : List.of();
    }

    private static List<Node> items(Node node, Map<String, String> key) {
        return node instanceof SequenceNode list
                ? list.getValue().stream()
                        .filter(item ->
                                key.entrySet().stream().allMatch(part -> says(item, part.getKey(), part.getValue())))
                        .toList()
                : List.of();
    }

    /** Where a protocol is left out it is TCP. */
    private static boolean says(Node node, String name, String value) {
        List<Node> found = field(node, name);
        return found.isEmpty()
                ? name.equals("protocol") && value.equals("TCP")
                : found.size() == 1
                        && found.getFirst() instanceof ScalarNode scalar
                        && scalar.getValue().equals(value);
    }

    private static List<Node> field(Node node, String name) {
        List<Node> found = new ArrayList<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name)) {
                    found.add(entry.getValueNode());
                }
            }
        }
        return found;
    }
}
