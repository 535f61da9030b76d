package dev.fairway.web.shell;

import java.util.Locale;
import java.util.stream.Stream;

/** Which colours a person wants. The default follows their system. */
public enum Theme {
    AUTO("As the system"),
    LIGHT("Light"),
    DARK("Dark");

    private final String text;

    Theme(String text) {
        this.text = text;
    }

    public String getText() {
        return text;
    }

    /** As it is written in the cookie and in {@code data-theme}. */
    public String getKey() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Theme of(String key) {
        return Stream.of(values())
                .filter(theme -> theme.getKey().equals(key))
                .findFirst()
                .orElse(AUTO);
    }
}
