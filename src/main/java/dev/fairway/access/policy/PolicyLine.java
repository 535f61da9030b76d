package dev.fairway.access.policy;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One line of a policy, and where it stands. */
public sealed interface PolicyLine {

    /** Where it stands, for a person: {@code built in}, {@code line 12 of the policy}, {@code granted by ada}. */
    String origin();

    /** As it is written in a policy. */
    String text();

    /**
     * What a subject may, or may not, do.
     *
     * @param resource a pattern, as are action and object
     */
    record Permission(String subject, String resource, String action, String object, boolean isAllowed, String origin)
            implements PolicyLine {

        @Override
        public String text() {
            return line("p", subject, resource, action, object, isAllowed ? "allow" : "deny");
        }
    }

    /**
     * Who has a role.
     *
     * @param project a pattern: in which projects; {@link Need#ALL} for everything
     */
    record Membership(String subject, String role, String project, String origin) implements PolicyLine {

        public boolean isEverywhere() {
            return project.equals(Need.ALL);
        }

        @Override
        public String text() {
            return isEverywhere() ? line("g", subject, role) : line("g", subject, role, project);
        }
    }

    private static String line(String... words) {
        return Stream.of(words)
                .map(word -> word.contains(",") ? '"' + word + '"' : word)
                .collect(Collectors.joining(", "));
    }
}
