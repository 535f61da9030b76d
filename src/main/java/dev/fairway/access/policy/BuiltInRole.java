package dev.fairway.access.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The roles that are always there, from the one that may least to the one that may everything. */
public enum BuiltInRole {
    VIEWER("Sees applications, their logs, projects, clusters and repositories"),
    DEVELOPER("Creates and changes applications, syncs, rolls back, restarts and scales, deletes pods"),
    OPERATOR("Deletes applications and their objects, pushes rollbacks, overrides, reads the audit"),
    ADMIN("Does everything, settings and people included");

    private static final String LINES = """
            p, role:viewer, applications, get, *, allow
            p, role:viewer, applicationsets, get, *, allow
            p, role:viewer, projects, get, *, allow
            p, role:viewer, clusters, get, *, allow
            p, role:viewer, repositories, get, *, allow
            p, role:viewer, certificates, get, *, allow
            p, role:viewer, gpgkeys, get, *, allow
            p, role:viewer, logs, get, *, allow
            g, role:readonly, role:viewer
            g, role:developer, role:viewer
            p, role:developer, applications, create, *, allow
            p, role:developer, applications, update, *, allow
            p, role:developer, applications, sync, *, allow
            p, role:developer, applications, rollback, *, allow
            p, role:developer, applications, action/*, *, allow
            p, role:developer, applications, delete//Pod/*, *, allow
            g, role:operator, role:developer
            p, role:operator, applications, delete, *, allow
            p, role:operator, applications, delete/*, *, allow
            p, role:operator, applications, update/*, *, allow
            p, role:operator, applications, override, *, allow
            p, role:operator, applications, rollback/push, *, allow
            p, role:operator, applicationsets, *, *, allow
            p, role:operator, exec, create, *, allow
            p, role:operator, audit, get, *, allow
            g, role:admin, role:operator
            p, role:admin, *, *, *, allow
            """;

    private final String text;

    BuiltInRole(String text) {
        this.text = text;
    }

    /** What it is for, in one sentence without its full stop. */
    public String text() {
        return text;
    }

    /** {@code developer}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code role:developer}, as policies name it. */
    public String subject() {
        return "role:" + word();
    }

    public static Optional<BuiltInRole> of(String subject) {
        return Stream.of(values())
                .filter(role -> role.subject().equals(subject))
                .findFirst();
    }

    /** What these roles may, as lines. */
    public static List<PolicyLine> lines() {
        return PolicyText.read(LINES, number -> "built in").lines();
    }
}
