package dev.fairway.sandbox.api.apply;

import java.util.Comparator;
import tools.jackson.databind.JsonNode;

/** Equality of JSON values as the API sees it: a number is a number, however it is kept in memory. */
public final class Values {

    private static final Comparator<JsonNode> LENIENT = (left, right) -> {
        if (left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue());
        }
        return left.equals(right) ? 0 : 1;
    };

    private Values() {}

    public static boolean same(JsonNode left, JsonNode right) {
        return left.equals(LENIENT, right);
    }
}
