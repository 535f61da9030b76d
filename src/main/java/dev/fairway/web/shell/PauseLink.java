package dev.fairway.web.shell;

import dev.fairway.resource.ApplicationName;
import dev.fairway.web.applications.AppLink;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An application whose automation is paused, told on every page until it ends. */
public record PauseLink(String name, String href, String until) {

    private static final DateTimeFormatter UNTIL =
            DateTimeFormatter.ofPattern("d MMM HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    static PauseLink of(ApplicationName application, Instant until) {
        return new PauseLink(application.name(), AppLink.to(application), UNTIL.format(until));
    }
}
