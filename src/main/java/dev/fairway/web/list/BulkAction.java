package dev.fairway.web.list;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be done to many applications at once. */
enum BulkAction {
    SYNC("Sync", "Applies what Git says to the cluster. Nothing is pruned."),
    REFRESH("Refresh", "Looks at Git and the cluster again. Nothing is changed.");

    private final String text;
    private final String consequence;

    BulkAction(String text, String consequence) {
        this.text = text;
        this.consequence = consequence;
    }

    public String getText() {
        return text;
    }

    public String getConsequence() {
        return consequence;
    }

    public String getKey() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<BulkAction> of(String key) {
        return Stream.of(values()).filter(action -> action.getKey().equals(key)).findFirst();
    }
}
