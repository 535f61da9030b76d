package dev.fairway.tenancy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.function.Predicate;

/**
 * The patterns of a project: {@code *} any text, {@code ?} one character, {@code [abc]} and {@code [!a-z]} one of a set,
 * {@code {a,b}} alternatives. In addresses of repositories {@code *} and {@code ?} stop at a slash and {@code **} does not.
 * Matching takes time in proportion to the text.
 */
public final class Glob {

    private static final int LONGEST = 1_000;

    private final Predicate<String> admitted;

    private Glob(Predicate<String> admitted) {
        this.admitted = admitted;
    }

    /**
     * Reads a pattern once for many texts; {@code *} spans slashes.
     *
     * @throws IllegalArgumentException if it is not {@link #isValid}
     */
    public static Glob of(String glob) {
        if (!hasWildcard(glob)) {
            return new Glob(glob::equals);
        }
        if (glob.equals("*") || glob.equals("**")) {
            return new Glob(text -> true);
        }
        String beginning = glob.substring(0, glob.length() - 1);
        if (glob.endsWith("*") && !hasWildcard(beginning)) {
            return new Glob(text -> text.startsWith(beginning));
        }
        Pattern pattern = pattern(glob, ".");
        return new Glob(pattern::matches);
    }

    public boolean matches(String text) {
        return admitted.test(text);
    }

    /** Whether it stands for more than itself. */
    public static boolean isPattern(String text) {
        return hasWildcard(text);
    }

    /** Whether it can be read: its sets are in order, and it is not too long. */
    public static boolean isValid(String glob) {
        try {
            pattern(glob, ".");
            return glob.length() <= LONGEST;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    static boolean matches(String glob, String text) {
        return matches(glob, text, ".");
    }

    static boolean matchesAddress(String glob, String address) {
        return matches(glob, address, "[^/]");
    }

    private static boolean matches(String glob, String text, String one) {
        return glob.equals("*")
                || glob.equals(text)
                || (hasWildcard(glob) && pattern(glob, one).matches(text));
    }

    private static boolean hasWildcard(String glob) {
        return glob.length() <= LONGEST && glob.chars().anyMatch(c -> "*?[{\\".indexOf(c) >= 0);
    }

    private static Pattern pattern(String glob, String one) {
        StringBuilder regex = new StringBuilder("(?s)");
        int depth = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> {
                    boolean isDouble = glob.startsWith("**", i);
                    regex.append(isDouble ? "." : one).append('*');
                    i += isDouble ? 1 : 0;
                }
                case '?' -> regex.append(one);
                case '{' -> {
                    depth++;
                    regex.append("(?:");
                }
                case '}' -> {
                    regex.append(depth > 0 ? ")" : "\\}");
                    depth = Math.max(0, depth - 1);
                }
                case ',' -> regex.append(depth > 0 ? "|" : ",");
                case '[' -> i = set(glob, i, regex);
                case '\\' -> {
                    i = Math.min(i + 1, glob.length() - 1);
                    regex.append(quoted(glob.charAt(i)));
                }
                default -> regex.append(quoted(c));
            }
        }
        return Pattern.compile(regex.append(")".repeat(depth)).toString());
    }

    private static String quoted(char c) {
        return Pattern.quote(String.valueOf(c));
    }

    /** Copies one {@code […]}; a bracket that is never closed stands for itself. */
    private static int set(String glob, int open, StringBuilder regex) {
        int close = glob.indexOf(']', open + 2);
        if (close < 0) {
            regex.append("\\[");
            return open;
        }
        boolean not = glob.charAt(open + 1) == '!' || glob.charAt(open + 1) == '^';
        String members = glob.substring(open + (not ? 2 : 1), close);
        regex.append(not ? "[^" : "[")
                .append(members.replace("\\", "\\\\").replace("[", "\\[").replace("^", "\\^"))
                .append(']');
        return close;
    }
}
