package dev.fairway.resource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a plain YAML scalar means to Kubernetes, whose tools read YAML 1.1 with a few of 1.2's forms: {@code yes} is a
 * boolean, {@code 0644} is 420, {@code 12:30} and dates stay text. Numbers are kept exactly, and as Kubernetes turns
 * YAML into JSON an integral number is an integer however it was written ({@code 1.0}, {@code 1e3}).
 */
final class KubernetesScalars {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    /** A number with more characters is text; nothing in Kubernetes is longer. */
    private static final int LONGEST_NUMBER = 400;

    /** From here on a float is written with an exponent in JSON, so it is no integer any more. */
    private static final BigDecimal LARGEST_INTEGRAL_FLOAT = new BigDecimal("1e21");

    private static final Map<String, JsonNode> WORDS = words();

    private KubernetesScalars() {}

    /**
     * The value of an unquoted scalar.
     *
     * @return a boolean, number, null or text; null (in Java) for infinity and not-a-number, which JSON cannot hold
     */
    static @Nullable JsonNode read(String plain) {
        JsonNode word = WORDS.get(plain);
        if (word != null) {
            return word.isMissingNode() ? null : word;
        }
        char first = plain.charAt(0);
        boolean looksLikeNumber = first == '+' || first == '-' || first == '.' || (first >= '0' && first <= '9');
        if (!looksLikeNumber || plain.length() > LONGEST_NUMBER) {
            return NODES.stringNode(plain);
        }
        JsonNode number = number(first == '.' ? plain : plain.replace("_", ""));
        return number == null ? NODES.stringNode(plain) : number;
    }

    /** The number a JSON literal stands for. */
    static JsonNode jsonNumber(String literal) {
        JsonNode number = literal.length() > LONGEST_NUMBER ? null : number(literal);
        return number == null ? NODES.stringNode(literal) : number;
    }

    private static @Nullable JsonNode number(String text) {
        BigInteger integer = integer(text);
        if (integer != null) {
            return integral(integer);
        }
        return FLOAT.matcher(text).matches() ? decimal(text) : null;
    }

    private static @Nullable BigInteger integer(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String digits = signed ? text.substring(1) : text;
        int radix = 10;
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            radix = switch (Character.toLowerCase(digits.charAt(1))) {
                case 'x' -> 16;
                case 'o' -> 8;
                case 'b' -> 2;
                default -> -8;
            };
            digits = digits.substring(radix == -8 ? 1 : 2);
            radix = Math.abs(radix);
        }
        if (digits.isEmpty()) {
            return null;
        }
        for (int i = 0; i < digits.length(); i++) {
            char digit = digits.charAt(i);
            if (digit >= 128 || Character.digit(digit, radix) < 0) {
                return null;
            }
        }
        BigInteger magnitude = new BigInteger(digits, radix);
        return text.startsWith("-") ? magnitude.negate() : magnitude;
    }

    private static @Nullable JsonNode decimal(String text) {
        double approximate = Double.parseDouble(text);
        if (Double.isInfinite(approximate)) {
            return null;
        }
        if (approximate == 0) {
            return NODES.numberNode(0);
        }
        BigDecimal exact = new BigDecimal(text).stripTrailingZeros();
        return exact.scale() <= 0 && exact.abs().compareTo(LARGEST_INTEGRAL_FLOAT) < 0
                ? integral(exact.toBigInteger())
                : NODES.numberNode(exact);
    }

    private static JsonNode integral(BigInteger value) {
        if (value.bitLength() < 32) {
            return NODES.numberNode(value.intValue());
        }
        return value.bitLength() < 64 ? NODES.numberNode(value.longValue()) : NODES.numberNode(value);
    }

    private static Map<String, JsonNode> words() {
        Map<String, JsonNode> words = new HashMap<>();
        for (String word : "y Y yes Yes YES true True TRUE on On ON".split(" ")) {
            words.put(word, NODES.booleanNode(true));
        }
        for (String word : "n N no No NO false False FALSE off Off OFF".split(" ")) {
            words.put(word, NODES.booleanNode(false));
        }
        for (String word : new String[] {"", "~", "null", "Null", "NULL"}) {
            words.put(word, NODES.nullNode());
        }
        for (String word : ".nan .NaN .NAN .inf .Inf .INF +.inf +.Inf +.INF -.inf -.Inf -.INF".split(" ")) {
            words.put(word, NODES.missingNode());
        }
        return Map.copyOf(words);
    }
}
