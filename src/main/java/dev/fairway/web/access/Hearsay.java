package dev.fairway.web.access;

import dev.fairway.resource.ApplicationName;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is said of one application repeats names of others: of its worst child, of who holds the same object. */
public final class Hearsay {

    private static final String NAME = "([a-z0-9](?:[-a-z0-9.]*[a-z0-9])?)";

    /** At the beginning of what a parent says of its worst child; the rest is the child's own words. */
    private static final Pattern CHILD = Pattern.compile("Application/([^/:\\s]+)/([^/:\\s]+): ");

    /** {@code Application/argocd/shop}, {@code application shop}, {@code argocd/shop}: whatever may be a name of one. */
    private static final Pattern MENTION = Pattern.compile(
            "(?<![\\w/.:-])(?:Application/|((?:the )?application ))?(?:" + NAME + "/)?" + NAME + "(?![\\w/-])");

    private static final String NAMELESS = "An application that you may not see is not well";
    private static final String SOMEONE = "an application that you may not see";

    private Hearsay() {}

    /** The text without names of hidden applications; of what a hidden child says of itself nothing is left. */
    public static String without(String text, Predicate<ApplicationName> hidden) {
        Matcher child = CHILD.matcher(text);
        if (child.lookingAt() && hidden.test(new ApplicationName(child.group(1), child.group(2)))) {
            return NAMELESS;
        }
        return MENTION.matcher(text).replaceAll(mention -> Matcher.quoteReplacement(told(mention, hidden)));
    }

    private static String told(MatchResult mention, Predicate<ApplicationName> hidden) {
        String whole = mention.group();
        boolean saidToBeOne = whole.startsWith("Application/") || mention.group(1) != null;
        if (!saidToBeOne && mention.group(2) == null) {
            return whole;
        }
        String namespace = mention.group(2) == null ? ApplicationName.CONTROL_PLANE_NAMESPACE : mention.group(2);
        return hidden.test(new ApplicationName(namespace, mention.group(3))) ? SOMEONE : whole;
    }
}
