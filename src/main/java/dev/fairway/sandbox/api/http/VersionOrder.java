package dev.fairway.sandbox.api.http;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kubernetes' order of versions: stable before beta before alpha, higher numbers first, other words last. */
final class VersionOrder {

    private static final Pattern FORM = Pattern.compile("v(\\d+)(?:(alpha|beta)(\\d+))?");

    static final Comparator<String> NEWEST_STABLE_FIRST = Comparator.comparingInt(VersionOrder::stability)
            .thenComparing(Comparator.<String>comparingInt(version -> number(version, 1))
                    .reversed())
            .thenComparing(Comparator.<String>comparingInt(version -> number(version, 3))
                    .reversed())
            .thenComparing(Comparator.naturalOrder());

    private VersionOrder() {}

    private static int stability(String version) {
        Matcher matcher = FORM.matcher(version);
        if (!matcher.matches()) {
            return 3;
        }
        return matcher.group(2) == null ? 0 : matcher.group(2).equals("beta") ? 1 : 2;
    }

    private static int number(String version, int group) {
        Matcher matcher = FORM.matcher(version);
        return matcher.matches() && matcher.group(group) != null ? Integer.parseInt(matcher.group(group)) : 0;
    }
}
