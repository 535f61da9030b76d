package dev.fairway.access;

import dev.fairway.audit.AuditTrail;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The users, for those who look after them. What is taken away here ends sessions and open pages within seconds. */
@Component
@Transactional
public class People {

    private static final String SELECT = """
        select u.name, u.kind, u.role, u.disabled, u.password_hash is not null as has_password, u.created_at,
               u.last_sign_in_at,
               (select count(*) from api_tokens t
                where t.user_id = u.id and t.revoked_at is null and t.expires_at > :now) as tokens,
               (select count(*) from sessions s
                where s.user_id = u.id and s.expires_at > :now and s.last_seen_at > :idle) as sessions
        from users u""";

    private final JdbcClient jdbc;
    private final Rights rights;
    private final AuditTrail audit;
    private final Clock clock;

    People(JdbcClient jdbc, Rights rights, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.rights = rights;
        this.audit = audit;
        this.clock = clock;
    }

    /** By name. */
    @Transactional(readOnly = true)
    public List<Person> all() {
        return select(SELECT + " order by u.name").query(People::person).list();
    }

    @Transactional(readOnly = true)
    public Optional<Person> find(String name) {
        return select(SELECT + " where u.name = :name")
                .param("name", name)
                .query(People::person)
                .optional();
    }

    /** As whoever vouched for them said at their last sign-in. */
    @Transactional(readOnly = true)
    public Set<String> groupsOf(String name) {
        return Set.copyOf(
                jdbc.sql("select g.name from user_groups g join users u on u.id = g.user_id where u.name = :name")
                        .param("name", name)
                        .query(String.class)
                        .list());
    }

    /**
     * Makes a user who cannot sign in yet: give them a one-time link or a password.
     *
     * @throws dev.fairway.resource.ProblemException {@code NameRefused}, or {@code AlreadyExists}
     */
    public void make(String name, Principal.Role role, Actor actor) {
        int made = jdbc.sql("""
                        insert into users (name, role, disabled, created_at) values (:name, :role, false, :now)
                        on conflict (name) do nothing""")
                .param("name", UserName.checked(name))
                .param("role", role.name())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (made == 0) {
            throw Problem.stalled("AlreadyExists", "There is a user called %s already.".formatted(name))
                    .asException();
        }
        rights.changed();
        audit.record(actor, "user.create", target(name), Map.of("role", role.name()));
    }

    /**
     * Gives a user another role everywhere.
     *
     * @throws dev.fairway.resource.ProblemException {@code OwnAccount}: somebody must stay who can undo it;
     *     {@code RoleFromProvider} for a user whose groups give it
     */
    public void setRole(String name, Principal.Role role, Principal by) {
        Person person = other(name, by);
        if (person.kind() == Person.Kind.OIDC) {
            throw Problem.stalled(
                            "RoleFromProvider",
                            "The groups of %s at the identity provider give this role. Change them there, or give a role to a group."
                                    .formatted(name))
                    .asException();
        }
        jdbc.sql("update users set role = :role where name = :name")
                .param("role", role.name())
                .param("name", name)
                .update();
        rights.changed();
        audit.record(
                by.actor(),
                "user.role",
                target(name),
                Map.of("before", person.role().name(), "after", role.name()));
    }

    /**
     * Keeps a user out: their sessions and one-time links end, their tokens open nothing while they are disabled.
     *
     * @throws dev.fairway.resource.ProblemException {@code OwnAccount}: somebody must stay who can undo it
     */
    public void disable(String name, Principal by) {
        other(name, by);
        jdbc.sql("update users set disabled = true where name = :name")
                .param("name", name)
                .update();
        endSessions(name);
        rights.changed();
        audit.record(by.actor(), "user.disable", target(name), Map.of());
    }

    public void enable(String name, Principal by) {
        other(name, by);
        jdbc.sql("update users set disabled = false where name = :name")
                .param("name", name)
                .update();
        rights.changed();
        audit.record(by.actor(), "user.enable", target(name), Map.of());
    }

    /** Signs a user out everywhere; one-time links that are still about end as well. */
    public void signOut(String name, Actor actor) {
        require(name);
        endSessions(name);
        audit.record(actor, "user.signout", target(name), Map.of());
    }

    private void endSessions(String name) {
        jdbc.sql("delete from sessions where user_id = (select id from users where name = :name)")
                .param("name", name)
                .update();
        jdbc.sql("delete from sign_in_links where user_id = (select id from users where name = :name)")
                .param("name", name)
                .update();
    }

    private Person other(String name, Principal by) {
        if (name.equals(by.user())) {
            throw Problem.stalled(
                            "OwnAccount",
                            "You cannot do this to yourself: somebody must stay who can undo it. Ask another administrator.")
                    .asException();
        }
        return require(name);
    }

    private Person require(String name) {
        return find(name).orElseThrow(() -> Problem.stalled("NotFound", "There is no user of this name.")
                .asException());
    }

    private JdbcClient.StatementSpec select(String sql) {
        Instant now = clock.instant();
        return jdbc.sql(sql)
                .param("now", Timestamp.from(now))
                .param("idle", Timestamp.from(now.minus(Access.SESSION_IDLE)));
    }

    private static Person person(ResultSet row, int number) throws SQLException {
        return new Person(
                row.getString("name"),
                Person.Kind.valueOf(row.getString("kind")),
                Principal.Role.valueOf(row.getString("role")),
                row.getBoolean("disabled"),
                row.getBoolean("has_password"),
                row.getTimestamp("created_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("last_sign_in_at")).map(Timestamp::toInstant),
                row.getInt("tokens"),
                row.getInt("sessions"));
    }

    private static String target(String name) {
        return "user:" + name;
    }
}
