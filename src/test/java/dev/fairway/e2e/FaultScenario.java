package dev.fairway.e2e;

import dev.fairway.diagnosis.Cause;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Something that goes wrong, and what the page must say of it.
 *
 * @param application which is also its namespace and its folder in Git
 * @param sentence the whole of it; {@code *} stands for what differs from run to run
 * @param shown what else must be read without a click, such as the heading of a crashed container's log; may be empty
 */
record FaultScenario(String application, Cause cause, String sentence, String shown, Consumer<FaultLab> begin) {

    static FaultScenario of(String application, Cause cause, String sentence, Consumer<FaultLab> begin) {
        return new FaultScenario(application, cause, sentence, "", begin);
    }

    FaultScenario showing(String text) {
        return new FaultScenario(application, cause, sentence, text, begin);
    }

    Pattern whole() {
        return Pattern.compile(
                Arrays.stream(sentence.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    @Override
    public String toString() {
        return cause.code() + ": " + application;
    }
}
