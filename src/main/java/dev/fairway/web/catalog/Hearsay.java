package dev.fairway.web.catalog;

import dev.fairway.resource.ApplicationName;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The state of a parent repeats what is wrong with its worst child, by name: not to whoever may not see that child. */
public final class Hearsay {

    private static final Pattern CHILD = Pattern.compile("Application/([^/:\\s]+)/([^/:\\s]+): ");
    private static final String NAMELESS = "An application that you may not see is not well";

    private Hearsay() {}

    /** The message, or one without a name if it repeats what is said of a hidden application. */
    public static String without(String message, Predicate<ApplicationName> hidden) {
        Matcher child = CHILD.matcher(message);
        return child.lookingAt() && hidden.test(new ApplicationName(child.group(1), child.group(2)))
                ? NAMELESS
                : message;
    }
}
