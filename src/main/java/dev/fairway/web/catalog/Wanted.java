package dev.fairway.web.catalog;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.MatchResult;

/**
 * What someone typed into a search: words, or a regular expression between slashes. Expressions are those of RE2: however one is
 * written, it is matched in time proportional to the text, without regard to case.
 */
public sealed interface Wanted {

    /** Part of a text, in any case; everything if it is empty. */
    record Words(String lowerCase) implements Wanted {}

    record Expression(Pattern pattern) implements Wanted {}

    /**
     * An expression that cannot be read; it finds nothing.
     *
     * @param why for who typed it
     */
    record Unreadable(String why) implements Wanted {}

    /** Longer ones than anybody writes by hand. */
    int LONGEST_EXPRESSION = 200;

    /** Counted repetitions are written out when an expression is read, nested ones many times over. */
    int MOST_REPETITIONS = 1000;

    static Wanted of(String typed) {
        String text = typed.strip();
        boolean slashed = text.length() > 2 && text.startsWith("/") && text.endsWith("/");
        return slashed ? expression(text.substring(1, text.length() - 1)) : new Words(text.toLowerCase(Locale.ROOT));
    }

    private static Wanted expression(String written) {
        if (written.length() > LONGEST_EXPRESSION || repetitions(written) > MOST_REPETITIONS) {
            return new Unreadable("An expression has at most %d characters and repeats at most %d times."
                    .formatted(LONGEST_EXPRESSION, MOST_REPETITIONS));
        }
        try {
            return new Expression(Pattern.compile(written, Pattern.CASE_INSENSITIVE));
        } catch (PatternSyntaxException cannotBeRead) {
            return new Unreadable("The expression /%s/ cannot be read: %s. Write it as for RE2, or without slashes."
                    .formatted(written, cannotBeRead.getDescription()));
        }
    }

    /** All counts of an expression multiplied, as if each stood within the others. */
    private static long repetitions(String written) {
        return java.util.regex.Pattern.compile("\\{(\\d{0,6})(?:,(\\d{0,6}))?}")
                .matcher(written)
                .results()
                .mapToLong(Wanted::most)
                .reduce(1, (before, count) -> Math.min(before * count, MOST_REPETITIONS + 1L));
    }

    private static long most(MatchResult braces) {
        long least = braces.group(1).isEmpty() ? 1 : Long.parseLong(braces.group(1));
        boolean bounded = braces.group(2) != null && !braces.group(2).isEmpty();
        return Math.max(1, bounded ? Math.max(least, Long.parseLong(braces.group(2))) : least);
    }

    /** Whether a text has it. */
    default Predicate<String> asPredicate() {
        return switch (this) {
            case Words words -> text -> text.toLowerCase(Locale.ROOT).contains(words.lowerCase());
            case Expression expression ->
                text -> expression.pattern().matcher(text).find();
            case Unreadable unreadable -> text -> false;
        };
    }

    /** Why nothing can be found; empty for what can be searched. */
    default String problem() {
        return this instanceof Unreadable unreadable ? unreadable.why() : "";
    }
}
