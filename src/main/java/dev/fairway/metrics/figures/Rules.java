package dev.fairway.metrics.figures;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What an organisation decides.
 *
 * @param watched how long after it was healthy a deployment is held responsible for Degraded and for incidents
 * @param bots parts of authors' names, in lower case, whose commits are not changes
 * @param enough the fewest events that give a figure
 */
public record Rules(Duration watched, List<String> bots, int enough) {

    public static final Rules DEFAULT = new Rules(
            Duration.ofHours(1),
            List.of("[bot]", "dependabot", "renovate", "image-updater", "fluxcdbot", "github-actions"),
            10);

    boolean isBot(Change change) {
        String author = change.author().toLowerCase(Locale.ROOT);
        return bots.stream().anyMatch(author::contains);
    }
}
