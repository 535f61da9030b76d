package dev.fairway.resource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * From parsed nodes to JSON, with aliases expanded and merge keys merged. Refuses what JSON or Kubernetes cannot hold
 * and never quotes the text.
 */
final class YamlNodeReader {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Unquoted and untagged, or tagged with a type whose form is read alike. Every other tag leaves text as it is. */
    private static final Set<Tag> READ_BY_FORM = Set.of(PlainScalars.PLAIN, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);

    private final String origin;
    private final YamlLimits limits;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private long visited;
    private int composed;

    YamlNodeReader(String origin, YamlLimits limits) {
        this.origin = origin;
        this.limits = limits;
    }

    /**
     * @param composed how many nodes the text has given so far; what is visited beyond these was added by aliases
     */
    JsonNode read(Node document, int composed) {
        this.composed = composed;
        return value(document, 0);
    }

    static int line(Node node) {
        Mark mark = node.getStartMark();
        return mark == null ? 1 : mark.getLine() + 1;
    }

    private JsonNode value(Node node, int depth) {
        if (++visited > (long) composed + limits.expandedNodes()) {
            throw refused(node, "aliases expand to more than %,d values".formatted(limits.expandedNodes()));
        }
        if (depth > limits.depth()) {
            throw refused(node, "lists and mappings nest deeper than %d".formatted(limits.depth()));
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        if (!open.add(node)) {
            throw refused(node, "an anchor contains itself");
        }
        try {
            return node instanceof MappingNode mapping ? object(mapping, depth) : array((SequenceNode) node, depth);
        } finally {
            open.remove(node);
        }
    }

    private ArrayNode array(SequenceNode sequence, int depth) {
        ArrayNode array = NODES.arrayNode(sequence.getValue().size());
        for (Node item : sequence.getValue()) {
            array.add(value(item, depth + 1));
        }
        return array;
    }

    private ObjectNode object(MappingNode mapping, int depth) {
        ObjectNode object = NODES.objectNode();
        Map<String, Integer> lines = new HashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (isMerge(entry.getKeyNode())) {
                continue;
            }
            visited++;
            String key = key(entry.getKeyNode());
            Integer earlier = lines.putIfAbsent(key, line(entry.getKeyNode()));
            if (earlier != null) {
                throw refused(entry.getKeyNode(), "this key was already given on line %d".formatted(earlier));
            }
            object.set(key, value(entry.getValueNode(), depth + 1));
        }
        for (NodeTuple entry : mapping.getValue()) {
            if (isMerge(entry.getKeyNode())) {
                merge(entry.getValueNode(), object, depth);
            }
        }
        return object;
    }

    /** What the mapping says itself wins, then the first of several merged mappings. */
    private void merge(Node source, ObjectNode into, int depth) {
        if (source instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                mergeOne(item, into, depth + 1);
            }
        } else {
            mergeOne(source, into, depth);
        }
    }

    private void mergeOne(Node source, ObjectNode into, int depth) {
        if (!(source instanceof MappingNode)) {
            throw refused(source, "a merge key (<<) needs a mapping or a list of mappings");
        }
        for (Map.Entry<String, JsonNode> entry : value(source, depth + 1).properties()) {
            if (!into.has(entry.getKey())) {
                into.set(entry.getKey(), entry.getValue());
            }
        }
    }

    private static boolean isMerge(Node key) {
        return key instanceof ScalarNode scalar
                && scalar.getValue().equals("<<")
                && (PlainScalars.PLAIN.equals(scalar.getTag()) || Tag.MERGE.equals(scalar.getTag()));
    }

    private String key(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw refused(node, "a list or mapping cannot be a key");
        }
        JsonNode key = scalar(scalar);
        if (key.isNull()) {
            throw refused(node, "a key is empty");
        }
        return key.isString() ? key.stringValue() : key.asString();
    }

    private JsonNode scalar(ScalarNode scalar) {
        JsonNode value = meaning(scalar);
        if (value == null) {
            throw refused(scalar, "Kubernetes has no infinite numbers and no not-a-number");
        }
        return value;
    }

    private @Nullable JsonNode meaning(ScalarNode scalar) {
        Tag tag = scalar.getTag();
        String text = scalar.getValue();
        if (Tag.BINARY.equals(tag)) {
            return NODES.stringNode(binary(scalar));
        }
        return READ_BY_FORM.contains(tag) ? KubernetesScalars.read(text) : NODES.stringNode(text);
    }

    private String binary(ScalarNode scalar) {
        try {
            return new String(Base64.getMimeDecoder().decode(scalar.getValue()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException invalid) {
            throw refused(scalar, "a value tagged !!binary is not base64");
        }
    }

    private ProblemException refused(Node node, String why) {
        return Problem.stalled("YamlInvalid", "%s, line %d: %s.".formatted(origin, line(node), why))
                .asException();
    }
}
