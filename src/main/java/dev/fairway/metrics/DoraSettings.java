package dev.fairway.metrics;

import dev.fairway.metrics.figures.Rules;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code fairway.dora}: what an organisation decides about its figures.
 *
 * @param zone in which a day begins and ends, for example {@code Europe/Berlin}
 * @param watched how long a deployment is held responsible for Degraded and for incidents after it was healthy
 * @param bots parts of authors' names whose commits are no changes; empty for the usual ones
 * @param samples whether there is a sample history to look at; never part of the installation's own figures
 */
@ConfigurationProperties("fairway.dora")
record DoraSettings(
        @DefaultValue("UTC") ZoneId zone,
        @DefaultValue("1h") Duration watched,
        @DefaultValue List<String> bots,
        @DefaultValue("false") boolean samples) {

    Rules rules() {
        return new Rules(
                watched,
                bots.isEmpty()
                        ? Rules.DEFAULT.bots()
                        : bots.stream()
                                .map(bot -> bot.toLowerCase(java.util.Locale.ROOT))
                                .toList(),
                Rules.DEFAULT.enough());
    }
}
