package dev.fairway.notifications;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be told, under the names that Argo CD's catalogue has. */
public enum Trigger {
    ON_CREATED("An application was created", "{{.app.metadata.name}} was created"),
    ON_DELETED("An application is gone", "{{.app.metadata.name}} was deleted"),
    ON_DEPLOYED("A new desired state is healthy for the first time", "{{.app.metadata.name}} is deployed"),
    ON_HEALTH_DEGRADED(
            "Health became Degraded; once, until it was Healthy again", "{{.app.metadata.name}} is degraded"),
    ON_SYNC_FAILED("A sync failed", "Sync of {{.app.metadata.name}} failed"),
    ON_SYNC_RUNNING("A sync began", "Sync of {{.app.metadata.name}} began"),
    ON_SYNC_STATUS_UNKNOWN(
            "The sync status became Unknown; once, until it was known again",
            "{{.app.metadata.name}} cannot be compared with Git"),
    ON_SYNC_SUCCEEDED("A sync succeeded", "{{.app.metadata.name}} is synced");

    private final String meaning;
    private final Text builtIn;

    Trigger(String meaning, String title) {
        this.meaning = meaning;
        this.builtIn = new Text(title, "{{.fairway.sentence}}");
    }

    /** {@code on-sync-failed}. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** What its text is called in Argo CD's catalogue: {@code app-sync-failed}. */
    public String template() {
        return "app-" + word().substring("on-".length());
    }

    /** When it is told, without a full stop. */
    public String meaning() {
        return meaning;
    }

    /** What it says as long as nobody has changed it. */
    public Text builtIn() {
        return builtIn;
    }

    static List<String> words() {
        return Stream.of(values()).map(Trigger::word).toList();
    }

    /** By its own name or by that of its text. */
    public static Optional<Trigger> ofText(String name) {
        return of(name).or(() -> Stream.of(values())
                .filter(trigger -> trigger.template().equals(name))
                .findFirst());
    }

    public static Optional<Trigger> of(String word) {
        return Stream.of(values())
                .filter(trigger -> trigger.word().equals(word))
                .findFirst();
    }
}
