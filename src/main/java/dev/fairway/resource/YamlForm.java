package dev.fairway.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * How a value is written into a text of YAML that is there.
 *
 * @param listIndent by how many columns a list stands further in than the name that holds it
 */
record YamlForm(int listIndent) {

    private static final int STEP = 2;

    /** Text to Kubernetes, but a time, a date or a number in base 60 to other readers of YAML. */
    private static final Pattern READ_DIFFERENTLY =
            Pattern.compile("[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9]*)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*|=");

    private static final Pattern FLOW_INDICATOR = Pattern.compile("[,\\[\\]{}]|:$");

    /** The lines of an entry of a mapping whose names begin at this column. */
    List<String> entry(String key, JsonNode value, int column) {
        String name = " ".repeat(column) + scalar(text(key)) + ":";
        if (value.isObject() && !value.isEmpty()) {
            List<String> lines = new ArrayList<>(List.of(name));
            value.properties().forEach(each -> lines.addAll(entry(each.getKey(), each.getValue(), column + STEP)));
            return lines;
        }
        if (value.isArray() && !value.isEmpty()) {
            List<String> lines = new ArrayList<>(List.of(name));
            value.forEach(item -> lines.addAll(item(item, column + listIndent)));
            return lines;
        }
        Optional<Literal> literal = value.isString() && value.stringValue().indexOf('\n') >= 0
                ? literal(value.stringValue())
                : Optional.empty();
        if (literal.isPresent()) {
            List<String> lines = new ArrayList<>(literal.get().indented(column + STEP));
            lines.set(0, name + " " + lines.getFirst());
            return lines;
        }
        return List.of(name + " " + (value.isContainer() ? inFlow(value) : scalar(value)));
    }

    /** The lines of an item of a list whose dashes stand at this column. */
    List<String> item(JsonNode value, int column) {
        String dash = " ".repeat(column) + "- ";
        if (!value.isObject() || value.isEmpty()) {
            return List.of(dash + (value.isContainer() ? inFlow(value) : scalar(value)));
        }
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : value.properties()) {
            lines.addAll(entry(each.getKey(), each.getValue(), column + STEP));
        }
        lines.set(0, dash + lines.getFirst().substring(column + STEP));
        return lines;
    }

    /** On one line. */
    static String scalar(JsonNode value) {
        String yaml = YamlWriter.write(value).strip();
        boolean fits = !yaml.contains("\n")
                && !(value.isString()
                        && READ_DIFFERENTLY.matcher(value.stringValue()).matches());
        return fits ? yaml : quoted(value.asString());
    }

    /** On one line, between braces. */
    static String inFlow(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(entry -> inFlow(entry.getKey(), entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value.isArray()) {
            return value.valueStream().map(YamlForm::inFlow).collect(Collectors.joining(", ", "[", "]"));
        }
        String plain = scalar(value);
        return value.isString() && FLOW_INDICATOR.matcher(value.stringValue()).find()
                ? quoted(value.stringValue())
                : plain;
    }

    static String inFlow(String key, JsonNode value) {
        return inFlow(text(key)) + ": " + inFlow(value);
    }

    /** JSON's quotes are YAML's double quotes. */
    static String quoted(String text) {
        return text(text).toString();
    }

    static String singleQuoted(String text) {
        return isPrintable(text) && text.indexOf('\n') < 0 ? "'" + text.replace("'", "''") + "'" : quoted(text);
    }

    /** Text of several lines as it is. */
    record Literal(String header, List<String> lines) {

        /** The header first. */
        List<String> indented(int column) {
            List<String> all = new ArrayList<>(List.of(header));
            lines.forEach(line -> all.add(line.isEmpty() ? "" : " ".repeat(column) + line));
            return all;
        }
    }

    /** Empty for text that would not be read back as it is, or ends in empty lines. */
    static Optional<Literal> literal(String text) {
        boolean ended = text.endsWith("\n");
        String body = ended ? text.substring(0, text.length() - 1) : text;
        boolean possible =
                !body.isBlank() && !body.endsWith("\n") && !Character.isWhitespace(body.charAt(0)) && isPrintable(body);
        return possible
                ? Optional.of(new Literal(ended ? "|" : "|-", List.of(body.split("\n", -1))))
                : Optional.empty();
    }

    private static boolean isPrintable(String text) {
        return text.codePoints()
                .allMatch(c -> c == '\n'
                        || c == '\t'
                        || (c >= ' ' && c < 0x7f)
                        || (c > 0xa0 && c != 0x2028 && c != 0x2029 && c != 0xfeff && !Character.isISOControl(c)));
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }
}
