package dev.fairway.access;

import dev.fairway.audit.AuditTrail;
import dev.fairway.resource.Actor;
import dev.fairway.resource.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who may come in: by token, by session, by a one-time link, by password. */
@Component
@Transactional
public class Access {

    public static final Duration SESSION_IDLE = Duration.ofMinutes(30);
    public static final Duration SESSION_LENGTH = Duration.ofHours(12);
    static final Duration LINK_LENGTH = Duration.ofHours(12);
    static final int MOST_FAILURES = 5;
    static final Duration FAILURE_WINDOW = Duration.ofMinutes(5);
    private static final int LONGEST_CODE = 200;

    private final UserRows users;
    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;
    private final Argon2PasswordEncoder passwords = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    /** Checked for users who do not exist, so that they take as long as those who do. */
    private final String nobody = Objects.requireNonNull(passwords.encode(SecretCode.random("")));

    Access(UserRows users, JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.users = users;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** Makes the user if there is none of this name; no password is set. */
    public void ensureUser(String name, Principal.Role role) {
        if (users.findByName(name).isEmpty()) {
            UserEntity user = new UserEntity();
            user.name = name;
            user.role = role;
            user.createdAt = clock.instant();
            users.save(user);
            audit.record(Actor.automation("start"), "user.create", "user:" + name, Map.of("role", role.name()));
        }
    }

    /**
     * Sets a password.
     *
     * @throws dev.fairway.resource.ProblemException if it is shorter than 12 or longer than 128 characters
     */
    public void setPassword(String name, String password, Actor actor) {
        if (password.length() < 12 || password.length() > 128) {
            throw Problem.stalled("PasswordRefused", "A password has 12 to 128 characters.")
                    .asException();
        }
        UserEntity user = user(name);
        user.passwordHash = passwords.encode(password);
        users.save(user);
        audit.record(actor, "user.password", "user:" + name, Map.of());
    }

    /** Makes a token for a user. */
    public IssuedToken issueToken(String userName, String tokenName, Duration length, Actor actor) {
        String secret = SecretCode.random("fwt_");
        Instant expires = clock.instant().plus(length);
        long id = jdbc.sql("""
                        insert into api_tokens (user_id, name, hash, created_at, expires_at)
                        values (:user, :name, :hash, :now, :expires) returning id""")
                .param("user", user(userName).id)
                .param("name", tokenName)
                .param("hash", SecretCode.hash(secret))
                .param("now", Timestamp.from(clock.instant()))
                .param("expires", Timestamp.from(expires))
                .query(Long.class)
                .single();
        audit.record(
                actor, "token.create", "token:" + userName + "/" + tokenName, Map.of("expires", expires.toString()));
        return new IssuedToken(id, tokenName, secret, expires);
    }

    /** Takes a secret that was made elsewhere as a token, for ten years; does nothing if it is one already. */
    public void adoptToken(String userName, String tokenName, String secret, Actor actor) {
        Instant now = clock.instant();
        int added = jdbc.sql("""
                        insert into api_tokens (user_id, name, hash, created_at, expires_at)
                        values (:user, :name, :hash, :now, :expires) on conflict (hash) do nothing""")
                .param("user", user(userName).id)
                .param("name", tokenName)
                .param("hash", SecretCode.hash(secret))
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(now.plus(Duration.ofDays(3650))))
                .update();
        if (added > 0) {
            audit.record(actor, "token.adopt", "token:" + userName + "/" + tokenName, Map.of());
        }
    }

    public boolean hasPassword(String userName) {
        return users.findByName(userName)
                .filter(user -> user.passwordHash != null)
                .isPresent();
    }

    /** Who a token belongs to, unless it is expired, revoked or unknown. */
    public Optional<Principal> byToken(String secret) {
        if (secret.length() > LONGEST_CODE) {
            return Optional.empty();
        }
        Timestamp now = Timestamp.from(clock.instant());
        return jdbc.sql("""
                        select u.id, u.name, u.role, t.name as token from api_tokens t join users u on u.id = t.user_id
                        where t.hash = :hash and t.revoked_at is null and t.expires_at > :now and not u.disabled""")
                .param("hash", SecretCode.hash(secret))
                .param("now", now)
                .query((row, number) -> new Principal(
                        row.getString("name"),
                        Principal.Role.valueOf(row.getString("role")),
                        groups(row.getLong("id")),
                        Actor.token(row.getString("name") + "/" + row.getString("token"))))
                .optional();
    }

    /** A code that signs its user in once. */
    public String issueLink(String userName) {
        String code = SecretCode.random("");
        jdbc.sql("insert into sign_in_links (hash, user_id, expires_at) values (:hash, :user, :expires)")
                .param("hash", SecretCode.hash(code))
                .param("user", user(userName).id)
                .param("expires", Timestamp.from(clock.instant().plus(LINK_LENGTH)))
                .update();
        return code;
    }

    /** Uses a one-time code up; one atomic statement, so two who try at once do not both come in. */
    public Optional<Principal> redeemLink(String code) {
        Timestamp now = Timestamp.from(clock.instant());
        return jdbc.sql("""
                        with used as (
                            update sign_in_links set used_at = :now
                            where hash = :hash and used_at is null and expires_at > :now returning user_id)
                        select u.id, u.name, u.role from used join users u on u.id = used.user_id where not u.disabled""")
                .param("hash", SecretCode.hash(code))
                .param("now", now)
                .query((row, number) -> person(row.getLong("id"), row.getString("name"), row.getString("role")))
                .optional();
    }

    /**
     * Checks a password. After {@value #MOST_FAILURES} failures in five minutes from one network on one account, it is not
     * looked at any more until the time is over; other networks are not locked out.
     */
    public Optional<Principal> byPassword(String userName, String password, String network) {
        String subject = userName.substring(0, Math.min(userName.length(), 100)) + "@" + network;
        if (isThrottled(subject)) {
            return Optional.empty();
        }
        Optional<UserEntity> user =
                users.findByName(userName).filter(found -> !found.disabled && found.passwordHash != null);
        String hash =
                user.map(found -> Objects.requireNonNull(found.passwordHash)).orElse(nobody);
        String tried = password.length() > 128 ? "" : password;
        if (passwords.matches(tried, hash) && user.isPresent()) {
            jdbc.sql("delete from sign_in_failures where subject = :subject")
                    .param("subject", subject)
                    .update();
            return Optional.of(person(
                    Objects.requireNonNull(user.get().id),
                    user.get().name,
                    user.get().role.name()));
        }
        return Optional.empty();
    }

    /** Counts this try as a failure beforehand; one atomic statement on all replicas. */
    private boolean isThrottled(String subject) {
        Instant now = clock.instant();
        int failures = jdbc.sql("""
                        insert into sign_in_failures as f (subject, failures, since) values (:subject, 1, :now)
                        on conflict (subject) do update set
                            failures = case when f.since < :start then 1 else f.failures + 1 end,
                            since = case when f.since < :start then excluded.since else f.since end
                        returning failures""")
                .param("subject", subject)
                .param("now", Timestamp.from(now))
                .param("start", Timestamp.from(now.minus(FAILURE_WINDOW)))
                .query(Integer.class)
                .single();
        return failures > MOST_FAILURES;
    }

    /** Opens a session and returns its id for the cookie. */
    public String openSession(Principal principal) {
        String id = SecretCode.random("");
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into sessions (hash, user_id, created_at, last_seen_at, expires_at)
                        values (:hash, :user, :now, :now, :expires)""")
                .param("hash", SecretCode.hash(id))
                .param("user", user(principal.user()).id)
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(now.plus(SESSION_LENGTH)))
                .update();
        audit.record(principal.actor(), "session.open", "user:" + principal.user(), Map.of());
        return id;
    }

    /** Who a session belongs to, unless it was idle too long, is over or unknown. */
    public Optional<Principal> bySession(String id) {
        if (id.length() > LONGEST_CODE) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return jdbc.sql("""
                        with seen as (
                            update sessions set last_seen_at = :now
                            where hash = :hash and expires_at > :now and last_seen_at > :idle returning user_id)
                        select u.id, u.name, u.role from seen join users u on u.id = seen.user_id where not u.disabled""")
                .param("hash", SecretCode.hash(id))
                .param("now", Timestamp.from(now))
                .param("idle", Timestamp.from(now.minus(SESSION_IDLE)))
                .query((row, number) -> person(row.getLong("id"), row.getString("name"), row.getString("role")))
                .optional();
    }

    public void closeSession(String id) {
        jdbc.sql("delete from sessions where hash = :hash")
                .param("hash", SecretCode.hash(id))
                .update();
    }

    private UserEntity user(String name) {
        return users.findByName(name).orElseThrow(() -> Problem.stalled("NotFound", "There is no user of this name.")
                .asException());
    }

    /** Which groups a user belongs to from now on; those they had before are forgotten. */
    public void setGroups(String userName, Set<String> groups) {
        long id = Objects.requireNonNull(user(userName).id);
        Set<String> before = groups(id);
        if (before.equals(groups)) {
            return;
        }
        jdbc.sql("delete from user_groups where user_id = :user")
                .param("user", id)
                .update();
        groups.forEach(group -> jdbc.sql("insert into user_groups (user_id, name) values (:user, :name)")
                .param("user", id)
                .param("name", group)
                .update());
        audit.record(
                Actor.automation("sign-in"),
                "user.groups",
                "user:" + userName,
                Map.of(
                        "before",
                        before.stream().sorted().toList(),
                        "after",
                        groups.stream().sorted().toList()));
    }

    private Set<String> groups(long user) {
        return Set.copyOf(jdbc.sql("select name from user_groups where user_id = :user")
                .param("user", user)
                .query(String.class)
                .list());
    }

    private Principal person(long id, String name, String role) {
        return new Principal(name, Principal.Role.valueOf(role), groups(id), Actor.person(name));
    }
}
