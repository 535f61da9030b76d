package dev.fairway.web.settings.people;

import dev.fairway.access.Grant;
import java.util.List;
import java.util.Set;

/**
 * A role that a user has in some projects, and where it comes from.
 *
 * @param origin for a person: {@code given by olga}, {@code the group sre, given by olga}
 */
record Held(String role, String project, String origin) {

    static List<Held> of(String user, Set<String> groups, List<Grant> grants) {
        return grants.stream()
                .filter(grant -> grant.kind() == Grant.Kind.USER
                        ? grant.subject().equals(user)
                        : groups.contains(grant.subject()))
                .map(Held::of)
                .toList();
    }

    private static Held of(Grant grant) {
        String group = grant.kind() == Grant.Kind.USER ? "" : "the group %s, ".formatted(grant.subject());
        return new Held(
                grant.role(),
                grant.project().equals("*") ? "every project" : grant.project(),
                group + "given by " + grant.grantedBy());
    }
}
