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
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Where a value stands in a text of YAML, so that it alone can be replaced and everything around it, comments and order and
 * indentation, stays as somebody wrote it.
 *
 * @param object the name of the object that it is in; empty if it has none
 * @param text the whole text
 * @param start of the value in it
 * @param end likewise, not included
 * @param line counts from 1
 */
public record YamlPlace(String object, String text, int start, int end, int line) {

    private static final int DEEPEST = 100;

    /** One step down. */
    public sealed interface Step {

        record Field(String name) implements Step {}

        record Index(int index) implements Step {}

        /** The item of a list that has these values. */
        record Item(Map<String, String> key) implements Step {}
    }

    /**
     * Finds a value in every object of a kind: where it is written once, on one line, and by nothing that other places share. An
     * object where that is not so gives none: the value comes from an anchor or a merge key, is a block or no scalar, or there
     * are two of it. So does a text that is no YAML, such as a template.
     */
    public static List<YamlPlace> find(String text, String kind, List<Step> steps) {
        List<YamlPlace> places = new ArrayList<>();
        try {
            LoaderOptions options = new LoaderOptions();
            options.setNestingDepthLimit(DEEPEST);
            options.setCodePointLimit(Integer.MAX_VALUE);
            options.setMergeOnCompose(false);
            Composer composer =
                    new Composer(new ParserImpl(new StreamReader(text), options), new PlainScalars(), options);
            while (composer.checkNode()) {
                Node node = composer.getNode();
                if (says(node, "kind", kind)) {
                    find(text, node, steps).ifPresent(places::add);
                }
            }
            return List.copyOf(places);
        } catch (YAMLException notYaml) {
            return List.of();
        }
    }

    private static Optional<YamlPlace> find(String text, Node root, List<Step> steps) {
        Node node = root;
        Set<Node> passed = new HashSet<>();
        for (Step step : steps) {
            if (node.getAnchor() != null || !passed.add(node)) {
                return Optional.empty();
            }
            List<Node> next =
                    switch (step) {
                        case Step.Field field -> field(node, field.name());
                        case Step.Index place -> item(node, place.index());
                        case Step.Item item -> items(node, item.key());
                    };
            if (next.size() != 1) {
                return Optional.empty();
            }
            node = next.getFirst();
        }
        if (!(node instanceof ScalarNode scalar) || node.getAnchor() != null) {
            return Optional.empty();
        }
        int start = offset(text, scalar.getStartMark().getIndex());
        int end = offset(text, scalar.getEndMark().getIndex());
        boolean oneLine = scalar.getStartMark().getLine() == scalar.getEndMark().getLine() && start < end;
        // A tag changes what a value means; an alias points elsewhere.
        boolean plain = oneLine && "&*!|>".indexOf(text.charAt(start)) < 0;
        return plain
                ? Optional.of(new YamlPlace(
                        name(root), text, start, end, scalar.getStartMark().getLine() + 1))
                : Optional.empty();
    }

    private static String name(Node root) {
        return field(root, "metadata").stream()
                .flatMap(metadata -> field(metadata, "name").stream())
                .filter(ScalarNode.class::isInstance)
                .map(name -> ((ScalarNode) name).getValue())
                .findFirst()
                .orElse("");
    }

    /** The library counts code points. */
    private static int offset(String text, int codePoints) {
        return text.offsetByCodePoints(0, codePoints);
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

    /** What is written there, quotes included. */
    public String written() {
        return text.substring(start, end);
    }

    /** The text with another value there, quoted the way it was if it is text. */
    public String with(JsonNode value) {
        return text.substring(0, start) + scalar(value) + text.substring(end);
    }

    private String scalar(JsonNode value) {
        if (value.isString() && (written().startsWith("\"") || written().startsWith("'"))) {
            return quoted(value.stringValue());
        }
        String yaml = YamlWriter.write(value).strip();
        // A block cannot stand where one line was.
        return yaml.contains("\n") ? quoted(value.asString()) : yaml;
    }

    /** JSON's quotes are YAML's double quotes. */
    private static String quoted(String text) {
        return JsonNodeFactory.instance.stringNode(text).toString();
    }
}
