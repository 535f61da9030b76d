package dev.fairway.web.settings.people;

import dev.fairway.access.Person;
import dev.fairway.access.Principal;
import dev.fairway.web.view.Age;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.util.UriUtils;

/**
 * A user, as the pages show them.
 *
 * @param origin where they and their role come from
 * @param state how they can come in
 * @param self whether it is the reader: what would lock them out is off
 */
record UserRow(
        String name,
        String href,
        String role,
        String origin,
        String state,
        boolean disabled,
        boolean local,
        boolean self,
        int tokens,
        int sessions,
        Optional<Age> lastSignIn,
        Age made) {

    static UserRow of(Person person, Principal reader, Instant now) {
        boolean local = person.kind() == Person.Kind.LOCAL;
        return new UserRow(
                person.name(),
                address(person.name()),
                person.role().name().toLowerCase(Locale.ROOT),
                local ? "made here" : "from the groups at the identity provider",
                state(person),
                person.disabled(),
                local,
                person.name().equals(reader.user()),
                person.tokens(),
                person.sessions(),
                person.lastSignIn().map(at -> Age.of(at, now)),
                Age.of(person.createdAt(), now));
    }

    static String address(String name) {
        return "/settings/users/" + UriUtils.encodePathSegment(name, StandardCharsets.UTF_8);
    }

    private static String state(Person person) {
        if (person.disabled()) {
            return "disabled";
        }
        if (person.kind() == Person.Kind.OIDC) {
            return "identity provider";
        }
        return person.hasPassword() ? "password" : "one-time link";
    }
}
