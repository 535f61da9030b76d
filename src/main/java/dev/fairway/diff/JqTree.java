package dev.fairway.diff;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * An object in the form the jq library reads. Every look into it is counted, so that an expression can be stopped after
 * a fixed amount of work: by counting and not by a clock, the same expression always gives the same answer.
 */
final class JqTree {

    private static final int MAX_LOOKS = 1_000_000;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private int looks;

    com.fasterxml.jackson.databind.JsonNode of(JsonNode value) {
        if (value.isObject()) {
            CountedObject object = new CountedObject();
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                object.set(entry.getKey(), of(entry.getValue()));
            }
            return object;
        }
        if (value.isArray()) {
            CountedArray array = new CountedArray();
            value.forEach(item -> array.add(of(item)));
            return array;
        }
        if (value.isString()) {
            return NODES.textNode(value.stringValue());
        }
        if (value.isBoolean()) {
            return NODES.booleanNode(value.booleanValue());
        }
        if (value.isIntegralNumber()) {
            return value.canConvertToInt()
                    ? NODES.numberNode(value.intValue())
                    : NODES.numberNode(value.bigIntegerValue());
        }
        return value.isNumber() ? NODES.numberNode(value.doubleValue()) : NODES.nullNode();
    }

    private void look(int work) {
        looks += work + 1;
        if (looks > MAX_LOOKS) {
            throw new TooMuchWork();
        }
    }

    static final class TooMuchWork extends RuntimeException {
        TooMuchWork() {
            super("too much work", null, false, false);
        }
    }

    private final class CountedObject extends ObjectNode {

        CountedObject() {
            super(NODES);
        }

        @Override
        public com.fasterxml.jackson.databind.JsonNode get(String name) {
            look(0);
            return super.get(name);
        }

        @Override
        public boolean has(String name) {
            look(0);
            return super.has(name);
        }

        @Override
        public Iterator<Map.Entry<String, com.fasterxml.jackson.databind.JsonNode>> fields() {
            look(size());
            return super.fields();
        }

        @Override
        public Iterator<com.fasterxml.jackson.databind.JsonNode> elements() {
            look(size());
            return super.elements();
        }

        @Override
        public Iterator<String> fieldNames() {
            look(size());
            return super.fieldNames();
        }
    }

    private final class CountedArray extends ArrayNode {

        CountedArray() {
            super(NODES);
        }

        @Override
        public com.fasterxml.jackson.databind.JsonNode get(int index) {
            look(0);
            return super.get(index);
        }

        @Override
        public Iterator<com.fasterxml.jackson.databind.JsonNode> elements() {
            look(super.size());
            return super.elements();
        }
    }
}
