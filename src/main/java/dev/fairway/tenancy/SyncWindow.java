package dev.fairway.tenancy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * One entry of {@code syncWindows}.
 *
 * @param cron five fields: when it opens, by the clock on the wall of its zone
 * @param schedule the same, read
 * @param duration how long it stays open, in real time
 * @param applications patterns of names
 * @param namespaces patterns of destination namespaces
 * @param clusters patterns of the destination's name or address
 * @param match whether one of the three lists is enough or all that are not empty must match ({@code andOperator})
 * @param manual whether people may sync although the window says no ({@code manualSync})
 * @param overrun whether an operation that began in time may go on ({@code syncOverrun})
 */
public record SyncWindow(
        Kind kind,
        String cron,
        Schedule schedule,
        Duration duration,
        ZoneId zone,
        List<String> applications,
        List<String> namespaces,
        List<String> clusters,
        Match match,
        Manual manual,
        Overrun overrun,
        String description) {

    public enum Kind {
        ALLOW,
        DENY
    }

    public enum Match {
        ANY,
        ALL
    }

    public enum Manual {
        ALLOWED,
        REFUSED
    }

    public enum Overrun {
        ALLOWED,
        REFUSED
    }

    boolean isAbout(SyncWindows.Facts facts) {
        List<Boolean> said = new java.util.ArrayList<>();
        if (!applications.isEmpty()) {
            said.add(anyMatches(applications, facts.application()));
        }
        if (!namespaces.isEmpty()) {
            said.add(anyMatches(namespaces, facts.namespace()));
        }
        if (!clusters.isEmpty()) {
            said.add(anyMatches(clusters, facts.clusterName()) || anyMatches(clusters, facts.server()));
        }
        return !said.isEmpty() && (match == Match.ALL ? !said.contains(false) : said.contains(true));
    }

    /** For people: what the window is and when. */
    String display() {
        String text = kind.name().toLowerCase(java.util.Locale.ROOT) + " window \"" + cron + "\" for "
                + dev.fairway.resource.GoDuration.text(duration) + " (" + zone + ")";
        return description.isEmpty() ? text : text + ", " + description;
    }

    private static boolean anyMatches(List<String> patterns, String text) {
        return !text.isEmpty() && patterns.stream().anyMatch(pattern -> Glob.matches(pattern, text));
    }
}
