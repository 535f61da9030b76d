package dev.fairway.resource;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One text per value: keys sorted, no blanks, numbers by value and not by spelling. Equal trees give equal text
 * whichever parser made them.
 */
public final class CanonicalJson {

    private CanonicalJson() {}

    public static String of(JsonNode value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    /** A whole object; Secret values are reduced to what can be compared, so sealing anew changes nothing. */
    public static String of(Manifest manifest) {
        return of(comparable(manifest).tree());
    }

    private static Manifest comparable(Manifest manifest) {
        if (!manifest.isSecret() || !manifest.at("/data").isObject()) {
            return manifest;
        }
        return manifest.with(tree -> {
            var data = tree.withObject("/data");
            for (String key : java.util.Set.copyOf(data.propertyNames())) {
                data.put(key, SecretText.comparable(data.path(key).asString("")));
            }
        });
    }

    private static void write(JsonNode value, StringBuilder text) {
        if (value.isObject()) {
            char before = '{';
            for (Map.Entry<String, JsonNode> entry : value.properties().stream()
                    .sorted(Comparator.comparing(Map.Entry::getKey))
                    .toList()) {
                quote(entry.getKey(), text.append(before));
                text.append(':');
                write(entry.getValue(), text);
                before = ',';
            }
            text.append(before == '{' ? "{}" : "}");
        } else if (value.isArray()) {
            char before = '[';
            for (JsonNode item : value) {
                text.append(before);
                write(item, text);
                before = ',';
            }
            text.append(before == '[' ? "[]" : "]");
        } else if (value.isString()) {
            quote(value.stringValue(), text);
        } else if (value.isNumber()) {
            text.append(number(value));
        } else {
            text.append(value.isBoolean() ? value.asString() : "null");
        }
    }

    private static String number(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.asString();
        }
        BigDecimal decimal = value.decimalValue();
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toString();
    }

    private static void quote(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
