package dev.fairway.web.settings.notifications;

import dev.fairway.notifications.Messenger;
import dev.fairway.notifications.Messenger.Field;
import dev.fairway.notifications.Messenger.Form;
import dev.fairway.notifications.Messenger.Kind;
import dev.fairway.notifications.MessengerRegistration;
import dev.fairway.resource.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.MultiValueMap;

/**
 * What is written in the form. Secrets go in and are never written into a page again, not even after a refusal.
 *
 * @param known whether it is registered already, so that its name and kind stay
 * @param values of the fields that are no secrets
 */
public record MessengerForm(boolean known, String name, Kind kind, Map<String, String> values, List<Entry> entries) {

    /**
     * One field of the form.
     *
     * @param drop the name of the box that removes what is kept
     */
    public record Entry(
            String name,
            String title,
            String hint,
            boolean several,
            boolean secret,
            boolean kept,
            String value,
            List<String> choices) {

        public String getDrop() {
            return "drop-" + name;
        }
    }

    static MessengerForm blank(Kind kind) {
        return of(false, "", kind, Map.of(), Optional.empty());
    }

    static MessengerForm of(Messenger messenger) {
        return of(true, messenger.name(), messenger.kind(), messenger.settings(), Optional.of(messenger));
    }

    /** @throws dev.fairway.resource.ProblemException if the kind of a new one is none */
    static MessengerForm read(MultiValueMap<String, String> form, Optional<Messenger> messenger) {
        Kind kind = messenger
                .map(Messenger::kind)
                .or(() -> Kind.of(text(form, "kind")))
                .orElseThrow(() -> Problem.stalled("InvalidRequest", "Choose what kind of destination it is.")
                        .asException());
        Map<String, String> values = new HashMap<>();
        kind.fields().stream()
                .filter(field -> !field.secret())
                .forEach(field -> values.put(field.name(), text(form, field.name())));
        return of(
                messenger.isPresent(),
                messenger.map(Messenger::name).orElse(text(form, "name")),
                kind,
                values,
                messenger);
    }

    private static MessengerForm of(
            boolean known, String name, Kind kind, Map<String, String> values, Optional<Messenger> messenger) {
        List<Entry> entries = kind.fields().stream()
                .map(field -> new Entry(
                        field.name(),
                        field.title(),
                        field.hint(),
                        field.form() == Form.LINES,
                        field.secret(),
                        messenger
                                .filter(each -> each.configured().contains(field.name()))
                                .isPresent(),
                        values.getOrDefault(field.name(), ""),
                        field.choices()))
                .toList();
        return new MessengerForm(known, name, kind, values, entries);
    }

    MessengerRegistration registration(MultiValueMap<String, String> form) {
        Map<String, String> secrets = new HashMap<>();
        for (Field field : kind.fields()) {
            String given = field.secret()
                    ? Optional.ofNullable(form.getFirst(field.name())).orElse("")
                    : "";
            if (!given.isBlank()) {
                secrets.put(field.name(), given.replace("\r\n", "\n"));
            } else if (form.containsKey("drop-" + field.name())) {
                secrets.put(field.name(), "");
            }
        }
        return new MessengerRegistration(name, kind, values, secrets);
    }

    /** Where the form is sent. */
    public String getAction() {
        return known ? "/settings/notifications/to/" + name : "/settings/notifications";
    }

    public String getTitle() {
        return known ? name : "Add destination";
    }

    /** What one chooses from when adding. */
    public List<Kind> getKinds() {
        return List.of(Kind.values());
    }

    private static String text(MultiValueMap<String, String> form, String field) {
        return Optional.ofNullable(form.getFirst(field)).orElse("").strip();
    }
}
