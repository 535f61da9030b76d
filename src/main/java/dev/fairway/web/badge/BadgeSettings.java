package dev.fairway.web.badge;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code fairway.badges}: whose state anybody may see who has the address.
 *
 * @param projects names of projects, {@code *} for all; empty: no badge tells anything
 */
@ConfigurationProperties("fairway.badges")
record BadgeSettings(@DefaultValue List<String> projects) {

    boolean opens(String project) {
        return projects.contains(project) || projects.contains("*");
    }
}
