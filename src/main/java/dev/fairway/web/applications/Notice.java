package dev.fairway.web.applications;

import dev.fairway.resource.Manifest;
import dev.fairway.web.applications.AppPage.Band;
import java.util.Optional;

/**
 * What an application's owners want everybody to read who opens it: the annotation {@code fairway.dev/notice}, with {@code
 * fairway.dev/notice-severity} as {@code info}, {@code warning} or {@code critical}.
 */
final class Notice {

    private static final String TEXT = "fairway.dev/notice";
    private static final String SEVERITY = "fairway.dev/notice-severity";
    private static final int LONGEST = 500;

    private Notice() {}

    static Optional<Band> of(Manifest application) {
        return application
                .annotation(TEXT)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text)
                .map(text -> switch (application.annotation(SEVERITY).orElse("info")) {
                    case "critical" -> new Band("bad", "failed", "Notice", text, "", "");
                    case "warning" -> new Band("warn", "outofsync", "Notice", text, "", "");
                    default -> new Band("info", "waiting", "Notice", text, "", "");
                });
    }
}
