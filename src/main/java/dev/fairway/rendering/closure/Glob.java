package dev.fairway.rendering.closure;

import java.util.regex.Pattern;

/**
 * Patterns of paths: {@code *} and {@code ?} stop at a slash, {@code **} does not, {@code [a-z]}, {@code {a,b}}. Compiled
 * to an expression without nested repetition, so that no pattern is expensive.
 */
public final class Glob {

    private static final com.google.re2j.Pattern SPECIAL = com.google.re2j.Pattern.compile("[*?\\[{]");

    private final com.google.re2j.Pattern pattern;

    private Glob(com.google.re2j.Pattern pattern) {
        this.pattern = pattern;
    }

    public static boolean isPattern(String text) {
        return SPECIAL.matcher(text).find();
    }

    /** Unbalanced brackets and braces stand for themselves. */
    public static Glob of(String text) {
        StringBuilder regex = new StringBuilder();
        int braces = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '*' -> {
                    boolean any = text.startsWith("**", i);
                    if (any && text.startsWith("**/", i)) {
                        regex.append("(?:.*/)?");
                        i += 2;
                    } else if (any) {
                        regex.append(".*");
                        i++;
                    } else {
                        regex.append("[^/]*");
                    }
                }
                case '?' -> regex.append("[^/]");
                case '{' -> {
                    if (text.indexOf('}', i) > 0) {
                        regex.append("(?:");
                        braces++;
                    } else {
                        regex.append("\\{");
                    }
                }
                case '}' -> {
                    regex.append(braces > 0 ? ")" : "\\}");
                    braces = Math.max(0, braces - 1);
                }
                case ',' -> regex.append(braces > 0 ? '|' : ',');
                case '[' -> {
                    int end = text.indexOf(']', i + 2);
                    if (end < 0) {
                        regex.append("\\[");
                    } else {
                        regex.append(set(text.substring(i + 1, end)));
                        i = end;
                    }
                }
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        regex.append(")".repeat(braces));
        return new Glob(com.google.re2j.Pattern.compile(regex.toString(), com.google.re2j.Pattern.DOTALL));
    }

    public boolean matches(String path) {
        return pattern.matches(path);
    }

    private static String set(String members) {
        boolean not = members.startsWith("!") || members.startsWith("^");
        String rest = not ? members.substring(1) : members;
        return "[" + (not ? "^" : "")
                + rest.replace("\\", "\\\\").replace("[", "\\[").replace("^", "\\^") + "]";
    }
}
