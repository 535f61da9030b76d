package dev.fairway.resource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes of one document of a text: as few as lead from what is there to what is wanted, so that comments and order stay. What
 * cannot be changed alone, for an anchor, a tag or an unusual form, refuses all of it.
 */
final class YamlEdits {

    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.equals(other) ? 0 : 1;

    private static final int KNOWN_NODES = 1_000_000;
    private static final int STEP = 2;
    private static final Pattern TO_THE_END = Pattern.compile("[ \\t]*(#.*)?");
    private static final Pattern DASH = Pattern.compile(" *- +");
    private static final Pattern BLOCK_HEADER = Pattern.compile("[|>][+-]?[ \\t]*");
    private static final Pattern ALIAS = Pattern.compile("\\s*:\\s+(\\*[^\\s,\\]}]+)");

    private final String text;
    private final Node root;
    private final String eol;
    private final List<Edit> edits = new ArrayList<>();
    private boolean refused;

    private record Edit(int start, int end, String with) {}

    YamlEdits(String text, Node root) {
        this.text = text;
        this.root = root;
        this.eol = text.contains("\r\n") ? "\r\n" : "\n";
    }

    /** The whole text with all changes; empty if there are none, or if one of them is refused. */
    Optional<String> changed() {
        edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
        StringBuilder all = new StringBuilder(text.length() + 64);
        int at = 0;
        for (Edit edit : edits) {
            if (edit.start() < at) {
                refused = true;
                break;
            }
            all.append(text, at, edit.start()).append(edit.with());
            at = edit.end();
        }
        return refused || edits.isEmpty()
                ? Optional.empty()
                : Optional.of(all.append(text.substring(at)).toString());
    }

    /** Where the first change is, counts from 1. */
    int line() {
        int first = edits.stream().mapToInt(Edit::start).min().orElse(0);
        return 1 + (int) text.substring(0, first).chars().filter(c -> c == '\n').count();
    }

    /** @param holder the mapping or list that a node is in */
    void become(Node holder, Node node, JsonNode wanted) {
        Optional<JsonNode> now = read(node);
        if (now.isEmpty()) {
            refused = true;
        } else if (isSame(now.get(), wanted)) {
            return;
        } else if (node.getAnchor() != null || isTagged(node)) {
            refused = true;
        } else if (node instanceof MappingNode mapping && wanted.isObject()) {
            mapping(holder, mapping, now.get(), wanted);
        } else if (node instanceof SequenceNode list && wanted.isArray()) {
            list(holder, list, now.get(), wanted);
        } else if (node instanceof ScalarNode scalar && !wanted.isContainer()) {
            scalar(holder, scalar, wanted);
        } else if (node instanceof ScalarNode || isOnOneLine(node)) {
            replace(start(node), end(node), YamlForm.inFlow(wanted));
        } else {
            refused = true;
        }
    }

    private void mapping(Node holder, MappingNode mapping, JsonNode now, JsonNode wanted) {
        List<NodeTuple> kept = new ArrayList<>();
        List<NodeTuple> dropped = new ArrayList<>();
        Set<String> written = new HashSet<>();
        for (NodeTuple entry : mapping.getValue()) {
            String key = key(entry);
            written.add(key);
            (wanted.has(key) || key.equals("<<") ? kept : dropped).add(entry);
        }
        List<String> added = new ArrayList<>();
        for (String key : wanted.propertyNames()) {
            // What a merge key brings need not be said again.
            if (!written.contains(key) && !(now.has(key) && isSame(now.path(key), wanted.path(key)))) {
                added.add(key);
            }
        }
        if (now.propertyNames().stream().anyMatch(key -> !written.contains(key) && !wanted.has(key))) {
            refused = true;
        } else if (isFlow(mapping) && !(added.isEmpty() && dropped.isEmpty())) {
            rewrite(mapping, wanted);
        } else if (kept.isEmpty() && wanted.isEmpty()) {
            empty(mapping, Optional.of(holder));
        } else if (kept.isEmpty()) {
            refused = true;
        } else {
            for (NodeTuple entry : kept) {
                if (!key(entry).equals("<<")) {
                    become(mapping, entry.getValueNode(), wanted.path(key(entry)));
                }
            }
            dropped.forEach(entry -> removeEntry(mapping, entry));
            insertAfter(
                    endOfEntry(kept.getLast()),
                    added.stream()
                            .map(key -> form().entry(key, wanted.path(key), column(mapping)))
                            .toList());
        }
    }

    private void list(Node holder, SequenceNode list, JsonNode now, JsonNode wanted) {
        List<Node> items = list.getValue();
        int shorter = Math.min(items.size(), wanted.size());
        int before = 0;
        while (before < shorter && isSame(now.path(before), wanted.path(before))) {
            before++;
        }
        int after = 0;
        while (after < shorter - before
                && isSame(now.path(items.size() - 1 - after), wanted.path(wanted.size() - 1 - after))) {
            after++;
        }
        int both = shorter - before - after;
        if (isFlow(list) && items.size() != wanted.size()) {
            rewrite(list, wanted);
            return;
        }
        if (wanted.isEmpty()) {
            empty(list, Optional.of(holder));
            return;
        }
        for (int i = before; i < before + both; i++) {
            become(list, items.get(i), wanted.path(i));
        }
        for (int i = before + both; i < items.size() - after; i++) {
            removeItem(items.get(i));
        }
        List<List<String>> added = new ArrayList<>();
        for (int i = before + both; i < wanted.size() - after; i++) {
            added.add(form().item(wanted.path(i), dash(items.getFirst())));
        }
        if (!added.isEmpty() && before + both > 0) {
            insertAfter(endOfItem(items.get(before + both - 1)), added);
        } else if (!added.isEmpty()) {
            insert(lineStart(start(items.getFirst())), added);
        }
    }

    /** Adds an entry that is not there. */
    void put(MappingNode mapping, String key, JsonNode value) {
        if (mapping.getAnchor() != null || isTagged(mapping)) {
            refused = true;
        } else if (isFlow(mapping)) {
            Optional<JsonNode> now = read(mapping);
            if (now.isPresent() && now.get().isObject()) {
                rewrite(mapping, ((ObjectNode) now.get()).set(key, value));
            } else {
                refused = true;
            }
        } else {
            insertAfter(endOfEntry(mapping.getValue().getLast()), List.of(form().entry(key, value, column(mapping))));
        }
    }

    /** Adds an item at the end. */
    void add(SequenceNode list, JsonNode value) {
        if (list.getAnchor() != null || isTagged(list)) {
            refused = true;
        } else if (isFlow(list)) {
            Optional<JsonNode> now = read(list);
            if (now.isPresent() && now.get().isArray()) {
                rewrite(list, ((ArrayNode) now.get()).add(value));
            } else {
                refused = true;
            }
        } else {
            insertAfter(
                    endOfItem(list.getValue().getLast()),
                    List.of(form().item(value, dash(list.getValue().getFirst()))));
        }
    }

    /** @param above what holds the holder */
    void remove(Node holder, Node node, Optional<Node> above) {
        if (holder instanceof MappingNode mapping) {
            NodeTuple entry = mapping.getValue().stream()
                    .filter(each -> each.getValueNode() == node)
                    .findFirst()
                    .orElseThrow();
            if (isFlow(mapping)) {
                rewriteWithout(mapping, key(entry));
            } else if (mapping.getValue().size() == 1) {
                empty(mapping, above);
            } else {
                removeEntry(mapping, entry);
            }
        } else if (holder instanceof SequenceNode list) {
            if (isFlow(list)) {
                Optional<JsonNode> now = read(list);
                if (now.isPresent()) {
                    ((ArrayNode) now.get()).remove(list.getValue().indexOf(node));
                    rewrite(list, now.get());
                } else {
                    refused = true;
                }
            } else if (list.getValue().size() == 1) {
                empty(list, above);
            } else {
                removeItem(node);
            }
        }
    }

    private void rewriteWithout(MappingNode mapping, String key) {
        Optional<JsonNode> now = read(mapping);
        if (now.isPresent() && now.get() instanceof ObjectNode object) {
            object.remove(key);
            rewrite(mapping, object);
        } else {
            refused = true;
        }
    }

    /** A mapping or list in braces, written anew; what stays in it is copied as it was written. */
    private void rewrite(CollectionNode<?> node, JsonNode wanted) {
        if (!isOnOneLine(node) || isShared(node)) {
            refused = true;
            return;
        }
        String inner;
        if (node instanceof MappingNode mapping) {
            List<String> parts = new ArrayList<>();
            Set<String> written = new HashSet<>();
            for (NodeTuple entry : mapping.getValue()) {
                String key = key(entry);
                written.add(key);
                if (wanted.has(key)) {
                    parts.add(
                            read(entry.getValueNode())
                                            .filter(value -> isSame(value, wanted.path(key)))
                                            .isPresent()
                                    ? text.substring(start(entry.getKeyNode()), end(entry.getValueNode()))
                                    : YamlForm.inFlow(key, wanted.path(key)));
                }
            }
            wanted.properties().stream()
                    .filter(entry -> !written.contains(entry.getKey()))
                    .forEach(entry -> parts.add(YamlForm.inFlow(entry.getKey(), entry.getValue())));
            inner = "{" + String.join(", ", parts) + "}";
        } else {
            Map<JsonNode, String> written = new HashMap<>();
            ((SequenceNode) node).getValue().forEach(item -> read(item)
                    .ifPresent(value -> written.put(value, text.substring(start(item), end(item)))));
            inner = wanted.valueStream()
                    .map(item -> written.getOrDefault(item, YamlForm.inFlow(item)))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        replace(start(node), end(node), inner);
    }

    private void scalar(Node holder, ScalarNode node, JsonNode wanted) {
        int start = start(node);
        int end = end(node);
        if (start == end) {
            replace(start, end, " " + YamlForm.scalar(wanted));
        } else if (node.getScalarStyle() == ScalarStyle.LITERAL || node.getScalarStyle() == ScalarStyle.FOLDED) {
            block(start, end, wanted);
        } else if (wanted.isString() && node.getScalarStyle() == ScalarStyle.SINGLE_QUOTED) {
            replace(start, end, YamlForm.singleQuoted(wanted.stringValue()));
        } else if (wanted.isString() && node.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED) {
            replace(start, end, YamlForm.quoted(wanted.stringValue()));
        } else {
            boolean flow = holder instanceof CollectionNode<?> around && isFlow(around);
            replace(start, end, flow ? YamlForm.inFlow(wanted) : YamlForm.scalar(wanted));
        }
    }

    private void block(int start, int end, JsonNode wanted) {
        int header = lineEnd(start);
        if (!BLOCK_HEADER.matcher(text.substring(start, header)).matches() || header >= end) {
            refused = true;
            return;
        }
        int indent = text.substring(header, end)
                .lines()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .findFirst()
                .orElse(0);
        replace(
                start,
                end,
                wanted.isString()
                        ? YamlForm.literal(wanted.stringValue())
                                .map(literal -> String.join(eol, literal.indented(indent)))
                                .orElseGet(() -> YamlForm.quoted(wanted.stringValue()))
                        : YamlForm.scalar(wanted));
    }

    private void removeEntry(MappingNode mapping, NodeTuple entry) {
        if (isShared(entry.getValueNode()) || entry.getKeyNode().getAnchor() != null) {
            refused = true;
            return;
        }
        int start = start(entry.getKeyNode());
        int end = endOfEntry(entry);
        if (text.substring(lineStart(start), start).isBlank()) {
            removeLines(start, end);
            return;
        }
        // The first entry of an item stands behind its dash: the next one moves there.
        int next = mapping.getValue().indexOf(entry) + 1;
        boolean first = next == 1
                && next < mapping.getValue().size()
                && DASH.matcher(text.substring(lineStart(start), start)).matches();
        int then = first ? start(mapping.getValue().get(next).getKeyNode()) : end;
        if (!first || !text.substring(end, then).isBlank()) {
            refused = true;
            return;
        }
        replace(start, then, "");
    }

    private void removeItem(Node item) {
        int start = start(item);
        if (isShared(item)
                || !DASH.matcher(text.substring(lineStart(start), start)).matches()) {
            refused = true;
            return;
        }
        removeLines(start, end(item));
    }

    private void removeLines(int start, int end) {
        int rest = lineEnd(end);
        if (!TO_THE_END.matcher(text.substring(end, rest)).matches()) {
            refused = true;
            return;
        }
        replace(lineStart(start), nextLine(rest), "");
    }

    /** Leaves {@code {}} or {@code []}: an entry with nothing behind it would be null. */
    private void empty(CollectionNode<?> node, Optional<Node> holder) {
        String nothing = node instanceof MappingNode ? "{}" : "[]";
        if (isShared(node)) {
            refused = true;
        } else if (isFlow(node)) {
            replace(start(node), end(node), nothing);
        } else if (holder.orElse(node) instanceof MappingNode around && around != node) {
            Optional<NodeTuple> entry = around.getValue().stream()
                    .filter(each -> each.getValueNode() == node)
                    .findFirst();
            int colon =
                    entry.map(each -> text.indexOf(':', end(each.getKeyNode()))).orElse(-1);
            if (colon < 0 || !text.substring(colon + 1, start(node)).isBlank()) {
                refused = true;
            } else {
                replace(colon + 1, end(node), " " + nothing);
            }
        } else {
            refused = true;
        }
    }

    private void insertAfter(int end, List<List<String>> blocks) {
        if (blocks.isEmpty()) {
            return;
        }
        int rest = lineEnd(end);
        if (!TO_THE_END.matcher(text.substring(end, rest)).matches()) {
            refused = true;
            return;
        }
        int next = nextLine(rest);
        if (next == rest) {
            replace(rest, rest, eol + lines(blocks));
        } else {
            insert(next, blocks);
        }
    }

    private void insert(int at, List<List<String>> blocks) {
        replace(at, at, lines(blocks) + eol);
    }

    private String lines(List<List<String>> blocks) {
        return blocks.stream().flatMap(List::stream).collect(Collectors.joining(eol));
    }

    private void replace(int start, int end, String with) {
        edits.add(new Edit(start, end, with));
    }

    /** How lists stand below the names that hold them in this document. */
    private YamlForm form() {
        return new YamlForm(blockLists(root, Collections.newSetFromMap(new IdentityHashMap<>()))
                .findFirst()
                .orElse(STEP));
    }

    private static Stream<Integer> blockLists(Node node, Set<Node> seen) {
        if (!seen.add(node)) {
            return Stream.empty();
        }
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().flatMap(item -> blockLists(item, seen));
        }
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .flatMap(entry -> entry.getValueNode() instanceof SequenceNode list
                                    && list.getAnchor() == null
                                    && !isFlow(list)
                            ? Stream.of(Math.clamp(
                                    list.getStartMark().getColumn()
                                            - entry.getKeyNode().getStartMark().getColumn(),
                                    0,
                                    2 * STEP))
                            : blockLists(entry.getValueNode(), seen));
        }
        return Stream.empty();
    }

    private Optional<JsonNode> read(Node node) {
        try {
            return Optional.of(new YamlNodeReader("", YamlLimits.DEFAULT).read(node, KNOWN_NODES));
        } catch (ProblemException unusual) {
            return Optional.empty();
        }
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        return one.equals(BY_VALUE, other);
    }

    private static String key(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static boolean isFlow(CollectionNode<?> node) {
        return node.getFlowStyle() == FlowStyle.FLOW;
    }

    private boolean isOnOneLine(Node node) {
        return node instanceof CollectionNode<?> around
                && isFlow(around)
                && node.getStartMark().getLine() == node.getEndMark().getLine();
    }

    /** A tag changes what a value means. */
    private boolean isTagged(Node node) {
        int start = start(node);
        return start < text.length() && "!&*".indexOf(text.charAt(start)) >= 0 && start < end(node);
    }

    /** Whether other places may use what is here, or this uses what is elsewhere. */
    private static boolean isShared(Node node) {
        return isShared(node, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static boolean isShared(Node node, Set<Node> seen) {
        if (node.getAnchor() != null || !seen.add(node)) {
            return true;
        }
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().anyMatch(item -> isShared(item, seen));
        }
        return node instanceof MappingNode mapping
                && mapping.getValue().stream()
                        .anyMatch(entry -> isShared(entry.getKeyNode(), seen) || isShared(entry.getValueNode(), seen));
    }

    private int start(Node node) {
        return offset(node.getStartMark());
    }

    /** Where a node's own text ends; the library's mark of a block is where the next token begins. */
    private int end(Node node) {
        if (node instanceof CollectionNode<?> around && !isFlow(around)) {
            return node instanceof MappingNode mapping
                    ? endOfEntry(mapping.getValue().getLast())
                    : endOfItem(((SequenceNode) node).getValue().getLast());
        }
        int start = start(node);
        int end = offset(node.getEndMark());
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /** An alias is the node it names, wherever that stands. */
    private int endOfEntry(NodeTuple entry) {
        if (entry.getValueNode().getAnchor() == null) {
            return end(entry.getValueNode());
        }
        int key = end(entry.getKeyNode());
        var alias = ALIAS.matcher(text).region(key, text.length());
        return alias.lookingAt() ? alias.end(1) : end(entry.getValueNode());
    }

    private int endOfItem(Node item) {
        if (item.getAnchor() != null) {
            refused = true;
        }
        return end(item);
    }

    /** The library counts code points. */
    private int offset(Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }

    private static int column(MappingNode mapping) {
        return mapping.getValue().getFirst().getKeyNode().getStartMark().getColumn();
    }

    /** The column of an item's dash. */
    private int dash(Node item) {
        int start = start(item);
        String before = text.substring(lineStart(start), start);
        if (!DASH.matcher(before).matches()) {
            refused = true;
        }
        return Math.max(0, before.indexOf('-'));
    }

    private int lineStart(int at) {
        return text.lastIndexOf('\n', at - 1) + 1;
    }

    /** Where a line's break begins. */
    private int lineEnd(int at) {
        int end = text.indexOf('\n', at);
        if (end < 0) {
            return text.length();
        }
        return end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    private int nextLine(int lineEnd) {
        int next = lineEnd;
        if (next < text.length() && text.charAt(next) == '\r') {
            next++;
        }
        return next < text.length() && text.charAt(next) == '\n' ? next + 1 : next;
    }
}
