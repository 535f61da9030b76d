package dev.fairway.resource;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;
import org.yaml.snakeyaml.serializer.Serializer;
import tools.jackson.databind.JsonNode;

/** From JSON to YAML for people. What it writes, {@link YamlDocuments} reads back as the same tree. */
final class YamlWriter {

    /** They would make a line read other than it is, so they are written as escapes. */
    private static final Pattern DIRECTIONS = Pattern.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]");

    private YamlWriter() {}

    static String write(JsonNode tree) {
        DumperOptions options = new DumperOptions();
        options.setSplitLines(false);
        options.setWidth(Integer.MAX_VALUE);
        StringWriter text = new StringWriter();
        Serializer serializer = new Serializer(new Emitter(text, options), new Forms(), options, null);
        try {
            serializer.open();
            serializer.serialize(node(tree));
            serializer.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return DIRECTIONS.matcher(text.toString()).replaceAll(found -> "\\\\u%04x"
                .formatted((int) found.group().charAt(0)));
    }

    private static Node node(JsonNode value) {
        if (value.isObject()) {
            List<NodeTuple> entries = new ArrayList<>(value.size());
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                entries.add(new NodeTuple(text(entry.getKey(), ScalarStyle.PLAIN), node(entry.getValue())));
            }
            return new MappingNode(Tag.MAP, entries, style(value));
        }
        if (value.isArray()) {
            List<Node> items = new ArrayList<>(value.size());
            value.forEach(item -> items.add(node(item)));
            return new SequenceNode(Tag.SEQ, items, style(value));
        }
        if (value.isString()) {
            String text = value.stringValue();
            return text(text, text.indexOf('\n') >= 0 ? ScalarStyle.LITERAL : ScalarStyle.PLAIN);
        }
        return new ScalarNode(
                PlainScalars.PLAIN, value.isNull() ? "null" : value.asString(), null, null, ScalarStyle.PLAIN);
    }

    private static FlowStyle style(JsonNode value) {
        return value.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
    }

    private static ScalarNode text(String text, ScalarStyle style) {
        return new ScalarNode(
                Tag.STR, text, null, null, DIRECTIONS.matcher(text).find() ? ScalarStyle.DOUBLE_QUOTED : style);
    }

    /** Tells the emitter which text it must quote: that which would be read as something else. */
    private static final class Forms extends Resolver {

        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            if (kind != NodeId.scalar) {
                return super.resolve(kind, value, implicit);
            }
            return implicit && !isText(value) ? PlainScalars.PLAIN : Tag.STR;
        }

        private static boolean isText(String value) {
            JsonNode read = KubernetesScalars.read(value);
            return read != null && read.isString() && !value.equals("<<");
        }
    }
}
