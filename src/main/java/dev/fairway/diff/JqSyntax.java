package dev.fairway.diff;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/**
 * Which jq a person may write to say where differences are ignored: paths, selections, comparisons. What could build
 * values without end (arithmetic, loops, definitions, formats) is refused before it runs, since the library cannot be
 * stopped once it does. Commas multiply results; their product is bounded.
 */
final class JqSyntax {

    static final int MAX_LENGTH = 2_000;
    private static final long MAX_ALTERNATIVES = 1_024;
    private static final Set<String> REFUSED_WORDS =
            Set.of("def", "reduce", "foreach", "label", "import", "include", "module");

    private JqSyntax() {}

    /** Why an expression is refused; empty if it is not. */
    static Optional<String> refusal(String expression) {
        if (expression.length() > MAX_LENGTH) {
            return Optional.of("it is longer than %,d characters".formatted(MAX_LENGTH));
        }
        long alternatives = 1;
        Deque<Integer> open = new ArrayDeque<>();
        open.push(1);
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            char next = i + 1 < expression.length() ? expression.charAt(i + 1) : ' ';
            if (c == '"') {
                int end = endOfString(expression, i);
                if (end < 0) {
                    return Optional.of("strings with interpolation or without an end are not allowed");
                }
                i = end;
            } else if (Character.isLetter(c) || c == '_') {
                int end = i;
                while (end < expression.length() && isWordPart(expression.charAt(end))) {
                    end++;
                }
                boolean isField = i > 0 && expression.charAt(i - 1) == '.';
                if (!isField && REFUSED_WORDS.contains(expression.substring(i, end))) {
                    return Optional.of("\"" + expression.substring(i, end) + "\" is not allowed here");
                }
                i = end - 1;
            } else if (c == '/' && next == '/') {
                i++;
            } else if (c == '(' || c == '[' || c == '{') {
                open.push(1);
            } else if (c == ')' || c == ']' || c == '}') {
                alternatives *= open.size() > 1 ? open.pop() : 1;
            } else if (c == ',') {
                open.push(open.pop() + 1);
            } else if (c == '=' && next == '=') {
                i++;
            } else if ((c == '!' || c == '<' || c == '>') && next == '=') {
                i++;
            } else if ("+*/%=@#".indexOf(c) >= 0) {
                return Optional.of("\"" + c + "\" is not allowed here");
            }
            if (alternatives > MAX_ALTERNATIVES) {
                return Optional.of("it has too many alternatives");
            }
        }
        for (int commas : open) {
            alternatives *= commas;
        }
        return alternatives > MAX_ALTERNATIVES ? Optional.of("it has too many alternatives") : Optional.empty();
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private static int endOfString(String expression, int start) {
        for (int i = start + 1; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '"') {
                return i;
            }
            if (c == '\\') {
                if (i + 1 < expression.length() && expression.charAt(i + 1) == '(') {
                    return -1;
                }
                i++;
            }
        }
        return -1;
    }
}
