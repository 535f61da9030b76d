package dev.fairway.access;

import dev.fairway.audit.AuditTrail;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** People an identity provider sends. Each is a user without a password, known by issuer and subject; the name may change. */
@Component
@Transactional
public class Identities {

    private static final Actor SIGN_IN = Actor.automation("sign-in");

    private final JdbcClient jdbc;
    private final Access access;
    private final Rights rights;
    private final AuditTrail audit;
    private final Clock clock;

    Identities(JdbcClient jdbc, Access access, Rights rights, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.rights = rights;
        this.audit = audit;
        this.clock = clock;
    }

    private record Known(long id, String name, Principal.Role role, boolean disabled) {}

    /**
     * Lets somebody in, made a user at their first time. Name, role and groups follow the provider.
     *
     * @param role what their groups give them everywhere
     * @throws dev.fairway.resource.ProblemException {@code UserDisabled}; {@code NameTaken}: whoever is called the same is
     *     not them; {@code NameRefused}
     */
    public Principal welcome(Identity identity, Principal.Role role) {
        String name = UserName.checked(identity.name());
        Optional<Known> known = known(identity);
        if (known.filter(Known::disabled).isPresent()) {
            throw Problem.stalled("UserDisabled", "An administrator has disabled this user.")
                    .asException();
        }
        if (known.map(user -> !user.name().equals(name)).orElse(true) && isTaken(name)) {
            throw Problem.stalled(
                            "NameTaken",
                            "There is another user called %s already. Ask an administrator: one of the two needs another name."
                                    .formatted(name))
                    .asException();
        }
        known.ifPresentOrElse(user -> follow(user, name, role), () -> make(identity, name, role));
        access.setGroups(name, identity.groups());
        rights.changed();
        return new Principal(name, role, identity.groups(), Actor.person(name));
    }

    private void make(Identity identity, String name, Principal.Role role) {
        jdbc.sql("""
                        insert into users (name, kind, issuer, subject, role, disabled, created_at)
                        values (:name, 'OIDC', :issuer, :subject, :role, false, :now)""")
                .param("name", name)
                .param("issuer", identity.issuer())
                .param("subject", identity.subject())
                .param("role", role.name())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        audit.record(SIGN_IN, "user.create", "user:" + name, Map.of("role", role.name(), "issuer", identity.issuer()));
    }

    private void follow(Known user, String name, Principal.Role role) {
        if (user.name().equals(name) && user.role() == role) {
            return;
        }
        jdbc.sql("update users set name = :name, role = :role where id = :id")
                .param("name", name)
                .param("role", role.name())
                .param("id", user.id())
                .update();
        audit.record(
                SIGN_IN,
                "user.role",
                "user:" + name,
                Map.of("before", user.role().name(), "after", role.name(), "nameBefore", user.name()));
    }

    private Optional<Known> known(Identity identity) {
        return jdbc.sql("""
                        select id, name, role, disabled from users
                        where kind = 'OIDC' and issuer = :issuer and subject = :subject for update""")
                .param("issuer", identity.issuer())
                .param("subject", identity.subject())
                .query((row, number) -> new Known(
                        row.getLong("id"),
                        row.getString("name"),
                        Principal.Role.valueOf(row.getString("role")),
                        row.getBoolean("disabled")))
                .optional();
    }

    private boolean isTaken(String name) {
        return jdbc.sql("select count(*) from users where name = :name")
                        .param("name", name)
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
