package dev.fairway.access;

import dev.fairway.audit.AuditTrail;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The roles that people and groups were given, per project. */
@Component
@Transactional
public class Grants {

    private static final int LONGEST = 200;

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Rights rights;
    private final Clock clock;

    Grants(JdbcClient jdbc, AuditTrail audit, Rights rights, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.rights = rights;
        this.clock = clock;
    }

    /** By subject, then project. */
    @Transactional(readOnly = true)
    public List<Grant> all() {
        return rights.grants();
    }

    /**
     * Gives a role; does nothing if it was given already.
     *
     * @param role as a policy names it: {@code role:developer}
     * @param project its name, or {@code *} for every project
     * @throws dev.fairway.resource.ProblemException {@code GrantRefused} if a part is missing, too long or no role
     */
    public void give(Grant.Kind kind, String subject, String role, String project, Actor actor) {
        for (String part : List.of(subject, role, project)) {
            if (part.isBlank() || part.length() > LONGEST) {
                throw refused("A grant needs who, which role and which project, each at most %d characters long."
                        .formatted(LONGEST));
            }
        }
        if (!role.startsWith("role:") && !role.startsWith("proj:")) {
            throw refused("A role is written role:name, for example role:developer.");
        }
        int added = jdbc.sql("""
                        insert into access_grants (kind, subject, role, project, granted_by, granted_at)
                        values (:kind, :subject, :role, :project, :by, :now)
                        on conflict (kind, subject, role, project) do nothing""")
                .param("kind", kind.name())
                .param("subject", subject.strip())
                .param("role", role.strip())
                .param("project", project.strip())
                .param("by", actor.name())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (added > 0) {
            audit.record(actor, "grant.give", target(kind, subject.strip()), Map.of("role", role, "project", project));
            rights.changed();
        }
    }

    /** Takes a role back; does nothing if that was done already. */
    public void takeBack(long id, Actor actor) {
        rights.grants().stream().filter(grant -> grant.id() == id).findFirst().ifPresent(grant -> {
            jdbc.sql("delete from access_grants where id = :id").param("id", id).update();
            audit.record(
                    actor,
                    "grant.take-back",
                    target(grant.kind(), grant.subject()),
                    Map.of("role", grant.role(), "project", grant.project()));
            rights.changed();
        });
    }

    private static String target(Grant.Kind kind, String subject) {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + ":" + subject;
    }

    private static RuntimeException refused(String message) {
        return Problem.stalled("GrantRefused", message).asException();
    }
}
