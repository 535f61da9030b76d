package dev.fairway.access.policy;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Who asks, by all the names that a policy may call them.
 *
 * @param user the name of the person; a token asks as its person
 * @param groups those that the person belongs to
 * @param role a role the person has everywhere, as {@code role:viewer}; empty for none
 */
public record Subject(String user, Set<String> groups, String role) {

    public Subject {
        groups = Set.copyOf(groups);
    }

    public static Subject withRole(BuiltInRole role) {
        return new Subject("", Set.of(), role.subject());
    }

    /** Somebody of whom only the name is known; {@code group:name} is a group. */
    public static Subject named(String name) {
        return name.startsWith("group:")
                ? new Subject("", Set.of(name.substring("group:".length())), "")
                : new Subject(name, Set.of(), "");
    }

    /** A person or group that calls itself like a role is none: only what is written {@code user:} or {@code group:} reaches it. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        add(names, "user:", user);
        groups.forEach(group -> add(names, "group:", group));
        return names;
    }

    private static void add(Set<String> names, String prefix, String name) {
        if (!name.isEmpty()) {
            names.add(prefix + name);
            if (!isReserved(name)) {
                names.add(name);
            }
        }
    }

    private static boolean isReserved(String name) {
        return name.startsWith("role:")
                || name.startsWith("proj:")
                || name.startsWith("user:")
                || name.startsWith("group:");
    }
}
