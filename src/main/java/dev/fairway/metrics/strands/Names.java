package dev.fairway.metrics.strands;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ids as numbers: the record's are numbers already, operations are below zero, and others are listed. */
final class Names {

    static final long NONE = Long.MIN_VALUE;

    private static final String OPERATION = "op-";
    private static final int DIGITS = 17;
    private static final long LISTED = Long.MIN_VALUE / 2;

    private final List<String> listed = new ArrayList<>();
    private final Map<String, Long> numbers = new HashMap<>();

    long number(String name) {
        if (isNumber(name)) {
            return Long.parseLong(name);
        }
        if (name.startsWith(OPERATION) && isNumber(name.substring(OPERATION.length()))) {
            return -Long.parseLong(name.substring(OPERATION.length())) - 1;
        }
        return numbers.computeIfAbsent(name, any -> {
            listed.add(any);
            return LISTED - listed.size() + 1;
        });
    }

    String name(long number) {
        if (number >= 0) {
            return String.valueOf(number);
        }
        return number <= LISTED ? listed.get((int) (LISTED - number)) : OPERATION + (-number - 1);
    }

    /** As it would be written again. */
    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() <= DIGITS
                && text.chars().allMatch(letter -> letter >= '0' && letter <= '9')
                && (text.length() == 1 || text.charAt(0) != '0');
    }
}
