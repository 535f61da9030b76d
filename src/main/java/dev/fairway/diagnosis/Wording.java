package dev.fairway.diagnosis;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way in which a refusal is worded.
 *
 * @param why from the matched words to the rest of a sentence
 */
record Wording(Pattern words, BiFunction<Subject, MatchResult, String> why) {

    static Wording of(String words, Function<MatchResult, String> why) {
        return new Wording(Pattern.compile(words, Pattern.DOTALL), (subject, match) -> why.apply(match));
    }

    static Wording of(String words, String why) {
        return of(words, match -> why);
    }

    Optional<String> read(Subject subject, String text) {
        Matcher matcher = words.matcher(text);
        return matcher.find() ? Optional.of(why.apply(subject, matcher)) : Optional.empty();
    }
}
