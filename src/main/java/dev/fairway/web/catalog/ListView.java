package dev.fairway.web.catalog;

import java.util.Locale;
import java.util.stream.Stream;

/** How the list is drawn. */
public enum ListView {
    LIST("List"),
    TILES("Tiles"),
    SUMMARY("Summary");

    private final String text;

    ListView(String text) {
        this.text = text;
    }

    public String getText() {
        return text;
    }

    /** Its name in an address. */
    public String getKey() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ListView of(String key) {
        return Stream.of(values())
                .filter(view -> view.getKey().equals(key))
                .findFirst()
                .orElse(LIST);
    }
}
